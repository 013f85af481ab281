// (:SettleMark {id}): what is still to be settled. The id is kind, key and fact, so that its order is theirs. These nodes
// have no relationships.

// marks all
MATCH (m:SettleMark) WHERE m.id > ''
RETURN m.id AS id, m.keyWhole AS keyWhole ORDER BY m.id LIMIT $limit;

// marks of: those whose id begins so
MATCH (m:SettleMark) WHERE m.id STARTS WITH $prefix
RETURN m.id AS id, m.keyWhole AS keyWhole ORDER BY m.id LIMIT $limit;

// pending: kept by the server, without reading a node
MATCH (m:SettleMark) RETURN count(m) AS n;

// put marks
UNWIND $rows AS row MERGE (m:SettleMark {id: row.id}) SET m = row;

// drop marks
UNWIND $keys AS k MATCH (m:SettleMark {id: k}) DELETE m;
