-- The SQLite form of a graph, format 1. Ids and hashes are BLOBs of 16 bytes (32 hexadecimal digits outside), texts of
-- articles zstd frames; a claim's or fact's full form is its JSON. Rows that settling rewrites are kept narrow: the
-- body of a claim, which never changes, stands in a table of its own.

CREATE TABLE meta (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE articles (
	row       INTEGER PRIMARY KEY,
	id        BLOB NOT NULL UNIQUE,
	publisher TEXT NOT NULL,        -- of the key: the publisher, else the URL's host
	newsid    TEXT NOT NULL,
	recent    TEXT NOT NULL UNIQUE, -- published down, publisher, id
	texthash  BLOB,                 -- SHA-256, NULL where the article has no text
	hastext   INTEGER NOT NULL,
	build     TEXT NOT NULL,
	digest    BLOB NOT NULL,
	witness   TEXT NOT NULL,        -- JSON array
	agency    TEXT NOT NULL,
	body      TEXT NOT NULL         -- JSON of the article without its text
);
CREATE INDEX articles_newsid ON articles (newsid);
CREATE INDEX articles_publisher ON articles (publisher);

CREATE TABLE texts (
	article INTEGER PRIMARY KEY, -- articles.row
	text    BLOB NOT NULL        -- zstd
);

CREATE TABLE locals (
	article  INTEGER NOT NULL, -- articles.row
	local    TEXT NOT NULL,    -- id within the article
	id       BLOB NOT NULL,
	name     TEXT NOT NULL,    -- class:folded name
	short    TEXT,             -- class:short key
	form     TEXT NOT NULL,
	label    TEXT NOT NULL,
	spelling BLOB NOT NULL,
	claimed  INTEGER NOT NULL,
	entity   BLOB NOT NULL,
	body     TEXT NOT NULL,    -- JSON of the local entity
	PRIMARY KEY (article, local)
) WITHOUT ROWID;
CREATE INDEX locals_name ON locals (name, label, entity) WHERE form = 'full';
CREATE INDEX locals_short ON locals (short, form, entity) WHERE short IS NOT NULL;
CREATE INDEX locals_entity ON locals (entity, spelling, claimed);

CREATE TABLE claims (
	row       INTEGER PRIMARY KEY,
	id        BLOB NOT NULL UNIQUE,
	article   INTEGER NOT NULL, -- articles.row
	n         INTEGER NOT NULL, -- place in the article, from 0
	-- local ids
	lsubject  TEXT, lobject TEXT, lspeaker TEXT, lplace TEXT,
	-- what the anchor rules need
	type      TEXT NOT NULL,
	standing  TEXT NOT NULL,
	role      TEXT,
	precision TEXT,
	start     INTEGER,          -- days since 1970-01-01, NULL where unknown
	"end"     INTEGER,
	approx    INTEGER NOT NULL,
	weekday   TEXT,
	published INTEGER,
	publisher TEXT,             -- folded
	-- what settling found
	subject   BLOB, object BLOB, speaker BLOB, place BLOB,
	grp       BLOB,
	settled   INTEGER NOT NULL,
	facts     BLOB,             -- ids one after the other
	ambiguous BLOB
);
CREATE INDEX claims_article ON claims (article);
CREATE INDEX claims_group ON claims (grp) WHERE grp IS NOT NULL;
CREATE INDEX claims_denied_subject ON claims (subject) WHERE standing = 'denies';
CREATE INDEX claims_denied_object ON claims (object) WHERE standing = 'denies';
CREATE INDEX claims_denied_speaker ON claims (speaker) WHERE standing = 'denies';

CREATE TABLE bodies (
	row  INTEGER PRIMARY KEY, -- claims.row
	body TEXT NOT NULL        -- JSON of the claim
);

CREATE TABLE entities (
	row     INTEGER PRIMARY KEY,
	id      BLOB NOT NULL UNIQUE,
	class   TEXT NOT NULL,
	name    TEXT NOT NULL,
	kind    TEXT NOT NULL,
	country TEXT NOT NULL,
	aliases TEXT NOT NULL     -- JSON array
);

CREATE TABLE names (
	name   TEXT NOT NULL,    -- folded form
	entity INTEGER NOT NULL, -- entities.row
	PRIMARY KEY (name, entity)
) WITHOUT ROWID;
CREATE INDEX names_entity ON names (entity);

CREATE TABLE facts (
	row     INTEGER PRIMARY KEY,
	id      BLOB NOT NULL UNIQUE,
	grp     BLOB NOT NULL,
	subject BLOB NOT NULL,
	object  BLOB NOT NULL,
	type    TEXT NOT NULL,
	status  TEXT NOT NULL,
	recent  TEXT NOT NULL, -- lastPublished down, event day down, id
	body    TEXT NOT NULL  -- JSON of the fact, of its ends the ids alone
);
CREATE INDEX facts_group ON facts (grp);
CREATE INDEX facts_recent ON facts (recent);
CREATE INDEX facts_subject ON facts (subject, recent);
CREATE INDEX facts_object ON facts (object, recent);

CREATE TABLE marks (
	kind TEXT NOT NULL,
	key  BLOB NOT NULL,
	fact BLOB NOT NULL,
	PRIMARY KEY (kind, key, fact)
) WITHOUT ROWID;
