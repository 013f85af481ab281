// (:LocalEntity {id, article, local, kind, name, hold, spell, short, ...}): an article's entity with the entity that it
// was settled to. hold, spell and short are keys made of several fields, so that one index each serves to find and to
// count: see locals in neo4j_rows.go. These nodes have no relationships.

// locals all
MATCH (l:LocalEntity) WHERE l.id > $after
RETURN properties(l) AS row ORDER BY l.id LIMIT $limit;

// locals byID
UNWIND $keys AS k MATCH (l:LocalEntity {id: k}) RETURN properties(l) AS row;

// locals byArticle
UNWIND $keys AS k MATCH (l:LocalEntity {article: k}) RETURN properties(l) AS row;

// locals byHold
UNWIND $keys AS k MATCH (l:LocalEntity {hold: k}) RETURN properties(l) AS row LIMIT $limit;

// tally hold: names of one key
UNWIND $keys AS k
MATCH (l:LocalEntity) WHERE l.hold STARTS WITH k
RETURN l.hold AS counted, count(DISTINCT l.article) AS articles;

// tally short: full names of one short key
UNWIND $keys AS k
MATCH (l:LocalEntity) WHERE l.short STARTS WITH k
RETURN l.short AS counted, count(DISTINCT l.article) AS articles;

// tally spell: spellings of one entity, with a sample of each
UNWIND $keys AS k
MATCH (l:LocalEntity) WHERE l.spell STARTS WITH k
WITH l.spell AS counted, count(DISTINCT l.article) AS articles, count(l.claimed) AS claimed
CALL (counted) { MATCH (s:LocalEntity {spell: counted}) RETURN properties(s) AS row LIMIT 1 }
RETURN counted, articles, claimed, row;

// put locals
UNWIND $rows AS row MERGE (l:LocalEntity {id: row.id}) SET l = row;

// drop locals
UNWIND $keys AS k MATCH (l:LocalEntity {article: k}) DELETE l;
