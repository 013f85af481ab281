// (:Article {key, id, outlet, ...}) and, behind it, (:Text {article, text}). key is the row's id, id what the
// publisher calls the article, outlet the publisher's part of its key.

// articles all
MATCH (a:Article) WHERE a.key > $after
RETURN properties(a) AS row ORDER BY a.key LIMIT $limit;

// articles byID
UNWIND $keys AS k MATCH (a:Article {key: k}) RETURN properties(a) AS row;

// articles byNewsID
UNWIND $keys AS k MATCH (a:Article {id: k}) RETURN properties(a) AS row;

// articles byPublisher
UNWIND $keys AS k MATCH (a:Article {outlet: k}) RETURN properties(a) AS row;

// articles ranked
MATCH (a:Article) WHERE a.recent > $after
RETURN properties(a) AS row ORDER BY a.recent LIMIT $limit;

// articles ranked of: those with a local of an entity
UNWIND $keys AS k
MATCH (l:LocalEntity) WHERE l.spell STARTS WITH k
WITH DISTINCT l.article AS article
MATCH (a:Article {key: article}) WHERE a.recent > $after
RETURN properties(a) AS row ORDER BY a.recent LIMIT $limit;

// put articles
UNWIND $rows AS row MERGE (a:Article {key: row.key}) SET a = row;

// texts byArticle
UNWIND $keys AS k MATCH (t:Text {article: k}) RETURN properties(t) AS row;

// put texts
UNWIND $rows AS row MERGE (t:Text {article: row.article}) SET t = row;

// drop texts
UNWIND $keys AS k MATCH (t:Text {article: k}) DELETE t;

// drop articles: after their claims
UNWIND $keys AS k MATCH (a:Article {key: k}) DETACH DELETE a;
