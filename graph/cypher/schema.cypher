// What must stand before the first row: a constraint for every id, so that each write finds its rows by index and no
// row stands twice, and an index for every way in which rows are found. Statements are named by the comment above them;
// {{type}} takes a relation of the ontology. All are run in this order, each in a transaction of its own.

// schema newsgraph: the one marker node
CREATE CONSTRAINT IF NOT EXISTS FOR (n:Newsgraph) REQUIRE n.id IS UNIQUE;

// schema article
CREATE CONSTRAINT IF NOT EXISTS FOR (a:Article) REQUIRE a.key IS UNIQUE;

// schema article id: news ids, as publishers give them
CREATE INDEX IF NOT EXISTS FOR (a:Article) ON (a.id);

// schema article outlet
CREATE INDEX IF NOT EXISTS FOR (a:Article) ON (a.outlet);

// schema article recent
CREATE INDEX IF NOT EXISTS FOR (a:Article) ON (a.recent);

// schema text
CREATE CONSTRAINT IF NOT EXISTS FOR (t:Text) REQUIRE t.article IS UNIQUE;

// schema local
CREATE CONSTRAINT IF NOT EXISTS FOR (l:LocalEntity) REQUIRE l.id IS UNIQUE;

// schema local article
CREATE INDEX IF NOT EXISTS FOR (l:LocalEntity) ON (l.article);

// schema local hold
CREATE INDEX IF NOT EXISTS FOR (l:LocalEntity) ON (l.hold);

// schema local short
CREATE INDEX IF NOT EXISTS FOR (l:LocalEntity) ON (l.short);

// schema local spell
CREATE INDEX IF NOT EXISTS FOR (l:LocalEntity) ON (l.spell);

// schema claim
CREATE CONSTRAINT IF NOT EXISTS FOR (c:Claim) REQUIRE c.id IS UNIQUE;

// schema claim group
CREATE INDEX IF NOT EXISTS FOR (c:Claim) ON (c.group);

// schema claim fact: from an edge to what stands behind it
CREATE INDEX IF NOT EXISTS FOR (c:Claim) ON (c.fact);

// schema entity
CREATE CONSTRAINT IF NOT EXISTS FOR (e:Entity) REQUIRE e.id IS UNIQUE;

// schema entity name: for people who write (:Person {name: ...})
CREATE INDEX IF NOT EXISTS FOR (e:Person) ON (e.name);

// schema organization name
CREATE INDEX IF NOT EXISTS FOR (e:Organization) ON (e.name);

// schema country name
CREATE INDEX IF NOT EXISTS FOR (e:Country) ON (e.name);

// schema place name
CREATE INDEX IF NOT EXISTS FOR (e:Place) ON (e.name);

// schema group name
CREATE INDEX IF NOT EXISTS FOR (e:Group) ON (e.name);

// schema form: folded names of entities
CREATE INDEX IF NOT EXISTS FOR (f:NameForm) ON (f.form);

// schema form entity
CREATE INDEX IF NOT EXISTS FOR (f:NameForm) ON (f.entity);

// schema fact
CREATE CONSTRAINT IF NOT EXISTS FOR (f:Fact) REQUIRE f.id IS UNIQUE;

// schema fact group
CREATE INDEX IF NOT EXISTS FOR (f:Fact) ON (f.group);

// schema fact recent
CREATE INDEX IF NOT EXISTS FOR (f:Fact) ON (f.recent);

// schema fact subject: of facts that are no edges
CREATE INDEX IF NOT EXISTS FOR (f:Fact) ON (f.subject);

// schema fact object
CREATE INDEX IF NOT EXISTS FOR (f:Fact) ON (f.object);

// schema mark
CREATE CONSTRAINT IF NOT EXISTS FOR (m:SettleMark) REQUIRE m.id IS UNIQUE;

// schema edge: one relationship per fact
CREATE CONSTRAINT IF NOT EXISTS FOR ()-[r:{{type}}]-() REQUIRE r.id IS UNIQUE;
