// A fact that is an edge is (:Entity)-[:CALLED {id, when, ...}]->(:Entity) with its real type, and beside it a lean
// (:Fact {id, type, status, group, recent}) which finds it: relationships have no index across types. A fact of status
// alleged or denied is no edge: its (:Fact) holds all of it, with subject and object. (:Fact) has no relationships.

// facts all
MATCH (f:Fact) WHERE f.id > $after
RETURN properties(f) AS fact ORDER BY f.id LIMIT $limit;

// facts byID
UNWIND $keys AS k MATCH (f:Fact {id: k}) RETURN properties(f) AS fact;

// facts byGroup
UNWIND $keys AS k MATCH (f:Fact {group: k}) RETURN properties(f) AS fact;

// facts ranked
MATCH (f:Fact) WHERE f.recent > $after
  AND ($types IS NULL OR f.type IN $types) AND ($statuses IS NULL OR f.status IN $statuses)
RETURN properties(f) AS fact ORDER BY f.recent LIMIT $limit;

// facts ranked of: at either end of an entity
CALL () {
  UNWIND $keys AS k
  MATCH (:Entity {id: k})-[r]-(:Entity)
  MATCH (f:Fact {id: r.id})
  RETURN f
  UNION
  UNWIND $keys AS k MATCH (f:Fact {subject: k}) RETURN f
  UNION
  UNWIND $keys AS k MATCH (f:Fact {object: k}) RETURN f
}
WITH f WHERE f.recent > $after
  AND ($types IS NULL OR f.type IN $types) AND ($statuses IS NULL OR f.status IN $statuses)
RETURN properties(f) AS fact ORDER BY f.recent LIMIT $limit;

// edges: of one type
UNWIND $keys AS k
MATCH (a:Entity)-[r:{{type}} {id: k}]->(b:Entity)
RETURN properties(r) AS edge,
  a.id AS subject, a.kind AS subjectKind, coalesce(a.nameWhole, a.name) AS subjectName, a.country AS subjectCountry,
  b.id AS object, b.kind AS objectKind, coalesce(b.nameWhole, b.name) AS objectName, b.country AS objectCountry;

// stray edges: of types that the ontology no longer has. Reads every edge, so it runs only after a type was taken out.
MATCH (a:Entity)-[r]->(b:Entity) WHERE r.id IN $keys
RETURN properties(r) AS edge,
  a.id AS subject, a.kind AS subjectKind, coalesce(a.nameWhole, a.name) AS subjectName, a.country AS subjectCountry,
  b.id AS object, b.kind AS objectKind, coalesce(b.nameWhole, b.name) AS objectName, b.country AS objectCountry;

// ends: of facts that are no edges
UNWIND $keys AS k MATCH (e:Entity {id: k})
RETURN e.id AS id, e.kind AS kind, coalesce(e.nameWhole, e.name) AS name, e.country AS country;

// fact places: where facts are stored
UNWIND $keys AS k MATCH (f:Fact {id: k}) RETURN f.id AS id, f.type AS type, f.subject IS NULL AS edge;

// create edges: of one type, with what finds them
UNWIND $rows AS row
MATCH (a:Entity {id: row.subject})
MATCH (b:Entity {id: row.object})
CREATE (a)-[r:{{type}}]->(b)
SET r = row.edge
CREATE (f:Fact)
SET f = row.fact
RETURN count(*) AS n;

// update edges: those of the same type and ends. Gives their ids; others are dropped and created.
UNWIND $rows AS row
MATCH (a:Entity)-[r:{{type}} {id: row.fact.id}]->(b:Entity) WHERE a.id = row.subject AND b.id = row.object
MATCH (f:Fact {id: row.fact.id})
SET r = row.edge
SET f = row.fact
RETURN f.id AS id;

// put facts: that are no edges
UNWIND $rows AS row MERGE (f:Fact {id: row.id}) SET f = row;

// drop edges: of one type
UNWIND $keys AS k MATCH ()-[r:{{type}} {id: k}]->() DELETE r;

// drop stray edges: see stray edges
MATCH (:Entity)-[r]->(:Entity) WHERE r.id IN $keys DELETE r;

// drop facts: after their edges
UNWIND $keys AS k MATCH (f:Fact {id: k}) DELETE f;
