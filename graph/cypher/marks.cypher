// (:Mark {id}): what is still to be settled. The id is kind, key and fact, so that its order is theirs. These nodes
// have no relationships.

// marks all
MATCH (m:Mark) WHERE m.id > ''
RETURN properties(m) AS row ORDER BY m.id LIMIT $limit;

// marks of: those whose id begins so
MATCH (m:Mark) WHERE m.id STARTS WITH $prefix
RETURN properties(m) AS row ORDER BY m.id LIMIT $limit;

// put marks
UNWIND $rows AS row MERGE (m:Mark {id: row.id}) SET m = row;

// drop marks
UNWIND $keys AS k MATCH (m:Mark {id: k}) DELETE m;
