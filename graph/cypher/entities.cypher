// (:Entity:Person|Organization|Country|Place|Group {id, class, name, aliases, keys, country}), its kind as a label, and
// behind it one (:NameForm {form, entity}) for each folded form of its names. A node without class is bare: claims
// point to it, but it is no row.

// entities all
MATCH (e:Entity) WHERE e.id > $after AND e.class IS NOT NULL
RETURN properties(e) AS row ORDER BY e.id LIMIT $limit;

// entities byID
UNWIND $keys AS k MATCH (e:Entity {id: k}) WHERE e.class IS NOT NULL RETURN properties(e) AS row;

// entities byName
UNWIND $keys AS k
MATCH (f:NameForm {form: k})
WITH DISTINCT f.entity AS id
MATCH (e:Entity {id: id}) WHERE e.class IS NOT NULL
RETURN properties(e) AS row;

// entity keys: the forms that are stored, to see which change
UNWIND $keys AS k MATCH (e:Entity {id: k}) WHERE e.class IS NOT NULL RETURN e.id AS id, e.keys AS keys;

// put entities
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
SET e = row
REMOVE e:Person:Organization:Country:Place:Group
FOREACH (_ IN CASE row.kind WHEN 'Person' THEN [1] ELSE [] END | SET e:Person)
FOREACH (_ IN CASE row.kind WHEN 'Organization' THEN [1] ELSE [] END | SET e:Organization)
FOREACH (_ IN CASE row.kind WHEN 'Country' THEN [1] ELSE [] END | SET e:Country)
FOREACH (_ IN CASE row.kind WHEN 'Place' THEN [1] ELSE [] END | SET e:Place)
FOREACH (_ IN CASE row.kind WHEN 'Group' THEN [1] ELSE [] END | SET e:Group);

// put forms
UNWIND $rows AS row CREATE (f:NameForm) SET f = row;

// drop forms: of entities
UNWIND $keys AS k MATCH (f:NameForm {entity: k}) DELETE f;

// drop entities
UNWIND $keys AS k MATCH (e:Entity {id: k}) DETACH DELETE e;
