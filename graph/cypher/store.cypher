// The store as a whole: whose database it is, and what is in it.

// any node: whether a database without marker is empty
MATCH (n) RETURN 1 AS one LIMIT 1;

// marker: the store's own values
MATCH (n:Newsgraph {id: 'newsgraph'}) RETURN properties(n) AS marker;

// make marker: once, under the constraint
MERGE (n:Newsgraph {id: 'newsgraph'}) ON CREATE SET n += $values RETURN properties(n) AS marker;

// lock: the first statement of every writing transaction. Writing the property, even the same value, takes the
// node's lock, which is kept to the end: writers wait for each other, also across processes.
MATCH (n:Newsgraph {id: 'newsgraph'}) SET n.writer = true RETURN 1 AS one;

// set values: a null removes
MATCH (n:Newsgraph {id: 'newsgraph'}) SET n += $values;

// await indexes: no statement may run before they are filled
CALL db.awaitIndexes(300);

// count articles
MATCH (a:Article) WHERE a.key > '' RETURN count(*) AS n;

// count texts
MATCH (t:Text) WHERE t.article > '' RETURN count(*) AS n;

// count claims: those without a standing support a fact
MATCH (c:Claim) WHERE c.id > ''
RETURN count(*) AS claims,
  count(*) - count(c.standing) AS asserting,
  count(c.mayTellOf) AS ambiguous,
  count(CASE WHEN c.subjectEntity = c.objectEntity AND coalesce(c.standing, '') <> 'silent' THEN 1 END) AS loops;

// count entities
MATCH (e:Entity) WHERE e.id > '' AND e.class IS NOT NULL RETURN e.kind AS kind, count(*) AS n;

// count facts
MATCH (f:Fact) WHERE f.id > '' RETURN f.type AS type, f.status AS status, count(*) AS n;
