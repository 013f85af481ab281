// Package graph turns the claims of single articles into facts between entities of the world, and keeps both, with the
// articles and texts behind them, in SQLite or in Neo4j.
//
// # What comes in, what goes out
//
// In come records (extract.Record): one article with its local entities and claims, a function of that article alone.
// Out come facts (Fact): typed edges such as
//
//	Vladimir Putin CALLED Masoud Pezeshkian, 2026-03-06, corroborated, 2 claims
//
// each of which leads through its claims to article, date, bytes and quote. One example, errors left out:
//
//	s, _ := graph.Open(ctx, "news.db", graph.Options{Ontology: schema.Default()})
//	s.Put(ctx, records)       // as many calls as you like
//	s.Settle(ctx, nil)        // now entities and facts are what the claims say
//	for f, err := range s.Facts(ctx, graph.FactFilter{Subject: []string{"Putin"}}) { ... }
//	s.Close()
//
// # Pure functions, and a store that applies them
//
// What a graph says is decided by a few pure functions: Fold, Short, ResolveName, ResolveShort and Describe make
// entities of names (entities.go); NewReport, GroupKey, Place and Compose make facts of claims (anchors.go, facts.go);
// Witnesses tells copies (witness.go). The rest keeps their results up to date as articles come and go, so that they
// always are what one run over all articles present would give: in whatever order they came, in whatever batches, and
// with whatever was retracted again.
//
// Above the interface backend (backend.go) lies all that has meaning; below, SQLite (sqlite.go) and Neo4j (neo4j.go)
// put, find and drop rows (rows.go). So both hold equal rows, and Dump (dump.go) writes equal bytes.
//
// # Writing: put, mark, settle
//
// Put (put.go) runs in one transaction. Of each article key the highest version stands. A record that is there already
// writes nothing. Otherwise what its article said before is erased, the new rows are inserted, and marks are left for
// all that either touches. Each local entity is settled at once to the entity that its name would mean if no other
// article existed, which is mostly what it stays. Retract only erases and marks.
//
// Settle (settle.go) works the marks off in transactions of bounded size, always those of the lowest kind first:
//
//	name    which entity each label of a full name means; moves local entities, and the ends and groups of their claims
//	short   which entity a surname or an acronym means, by the counts of full names; moves likewise
//	entity  name, kind, country and aliases of an entity, from all local entities settled to it
//	group   which facts there are between two ends in one family of relations, and which claims stand behind each
//	gone    entities that no claim refers to any more
//
// Settling a mark makes marks of later kinds only, so the work ends; a mark goes in the transaction that does its work,
// so a crash loses nothing: the next Settle goes on. Until then reading methods show what is settled, and Pending says
// how many marks are left.
//
// Names are settled from tallies (so many articles write this name with this country and are settled to this entity),
// which both stores count in an index: a name that 50,000 articles hold costs one count, and reads only the local
// entities that move.
//
// A group is placed as a whole, from light claims: the dozen small fields that the anchor rules look at. Then only
// those facts are composed and written that lost, gained or changed a claim. Marks with ranges of days were the first
// design, so that a hub's group need not be read as a whole. But whether an undated claim is ambiguous depends on days
// around it, a denial on the facts that it fits, a role on all roles of the group: ranges had to widen to be right. Read
// light, placed and settled again, a group of 20,000 claims costs a quarter of a second for one more article (on SQLite,
// BenchmarkSQLiteGroup), and nothing depends on a range being wide enough. A group too large for a transaction writes as
// many whole facts as fit and keeps its mark; the next transaction places it anew.
//
// # Rebuild
//
// A graph holds records of one build (program, ontology, models). BeginRebuild names the build of this program as the
// one to come. From then on only the process that rebuilds may put records, each of which replaces its article's, in as
// many transactions as it takes; any other load is refused. EndRebuild makes the new build the graph's, once every
// article carries it. A rebuild that was broken off leaves a graph of two builds that no load can enter; running it again
// goes on where it stopped, since what is of the new build already is unchanged. The ontology's hash is kept beside the
// build: by another one the groups of claims mean nothing, so it may read (but for facts as of a day), not write.
package graph
