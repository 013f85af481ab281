// (:Article)-[:STATES]->(:Claim)-[:SUBJECT|OBJECT|SPEAKER|PLACE]->(:Entity) and (:Claim)-[:ABOUT]->(:Claim). A claim
// has the fields of its JSON form as flat properties; fact is the id of the fact that it stands behind.

// claims all: light rows take the same statements; projecting the two dozen properties that they need one by one took
// twice the time of reading them all
MATCH (c:Claim) WHERE c.id > $after
RETURN properties(c) AS row ORDER BY c.id LIMIT $limit;

// claims byID
UNWIND $keys AS k MATCH (c:Claim {id: k}) RETURN properties(c) AS row;

// claims byArticle
UNWIND $keys AS k MATCH (:Article {key: k})-[:STATES]->(c:Claim) RETURN properties(c) AS row;

// claims byGroup
UNWIND $keys AS k MATCH (c:Claim {group: k}) RETURN properties(c) AS row;

// claims byDenial
UNWIND $keys AS k
MATCH (:Entity {id: k})<-[:SUBJECT|OBJECT|SPEAKER]-(c:Claim) WHERE c.standing = 'denies'
RETURN properties(c) AS row;

// sizes: claims of each group
UNWIND $keys AS k MATCH (c:Claim {group: k}) RETURN k AS group, count(*) AS n;

// sizes all
MATCH (c:Claim) WHERE c.group > $after
WITH c.group AS group, count(*) AS n
RETURN group, n ORDER BY group LIMIT $limit;

// known claims: which of some ids are there
UNWIND $keys AS k MATCH (c:Claim {id: k}) RETURN c.id AS id;

// name entities: bare nodes for claims to point to, which are no rows until they have a class
UNWIND $keys AS k MERGE (:Entity {id: k});

// create claims: with their links
UNWIND $rows AS row
MATCH (a:Article {key: row.claim.article})
OPTIONAL MATCH (s:Entity {id: row.claim.subjectEntity})
OPTIONAL MATCH (o:Entity {id: row.claim.objectEntity})
OPTIONAL MATCH (p:Entity {id: row.claim.speakerEntity})
OPTIONAL MATCH (w:Entity {id: row.claim.placeEntity})
CREATE (a)-[:STATES]->(c:Claim)
SET c = row.claim
FOREACH (x IN CASE WHEN s IS NULL THEN [] ELSE [s] END | CREATE (c)-[:SUBJECT]->(x))
FOREACH (x IN CASE WHEN o IS NULL THEN [] ELSE [o] END | CREATE (c)-[:OBJECT]->(x))
FOREACH (x IN CASE WHEN p IS NULL THEN [] ELSE [p] END | CREATE (c)-[:SPEAKER]->(x))
FOREACH (x IN CASE WHEN w IS NULL THEN [] ELSE [w] END | CREATE (c)-[:PLACE]->(x))
RETURN count(*) AS n;

// replace claims: the properties of claims that are there; their links are laid anew after it
UNWIND $rows AS row MATCH (c:Claim {id: row.claim.id}) SET c = row.claim;

// link about: an act that is about another claim
UNWIND $rows AS row
MATCH (c:Claim {id: row.id})
MATCH (b:Claim {id: row.about})
CREATE (c)-[:ABOUT]->(b);

// set claims: what settling found, as the properties that change (null: goes)
UNWIND $rows AS row MATCH (c:Claim {id: row.id}) SET c += row.set;

// unlink claims: the hint, since a planner with old counts of an emptied database scans
UNWIND $keys AS k
MATCH (c:Claim {id: k}) USING INDEX c:Claim(id)
MATCH (c)-[r:SUBJECT|OBJECT|SPEAKER|PLACE]->(:Entity)
DELETE r;

// link claims: as their properties say
UNWIND $keys AS k
MATCH (c:Claim {id: k})
OPTIONAL MATCH (s:Entity {id: c.subjectEntity})
OPTIONAL MATCH (o:Entity {id: c.objectEntity})
OPTIONAL MATCH (p:Entity {id: c.speakerEntity})
OPTIONAL MATCH (w:Entity {id: c.placeEntity})
FOREACH (x IN CASE WHEN s IS NULL THEN [] ELSE [s] END | CREATE (c)-[:SUBJECT]->(x))
FOREACH (x IN CASE WHEN o IS NULL THEN [] ELSE [o] END | CREATE (c)-[:OBJECT]->(x))
FOREACH (x IN CASE WHEN p IS NULL THEN [] ELSE [p] END | CREATE (c)-[:SPEAKER]->(x))
FOREACH (x IN CASE WHEN w IS NULL THEN [] ELSE [w] END | CREATE (c)-[:PLACE]->(x));

// unlink about
UNWIND $keys AS k MATCH (:Claim {id: k})-[r:ABOUT]->(:Claim) DELETE r;

// drop claims: those of articles
UNWIND $keys AS k MATCH (:Article {key: k})-[:STATES]->(c:Claim) DETACH DELETE c;
