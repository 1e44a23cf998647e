-- The graph model on SQLite: anchors, statements with their links, edges, aliases, envelopes.
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  base TEXT NOT NULL, name TEXT NOT NULL, schema INTEGER NOT NULL,
  n INTEGER NOT NULL, visible INTEGER NOT NULL
) STRICT;

CREATE TABLE envelope (
  document TEXT NOT NULL, version INTEGER NOT NULL, n INTEGER NOT NULL, ord INTEGER NOT NULL,
  digest TEXT NOT NULL, mode TEXT NOT NULL, outcome TEXT NOT NULL, published_at TEXT NOT NULL,
  media_type TEXT NOT NULL, publisher TEXT, effective_from TEXT, corrects INTEGER,
  withdrawn INTEGER NOT NULL, reason TEXT, superseded_by TEXT, projection INTEGER NOT NULL,
  body BLOB NOT NULL, checksum TEXT NOT NULL,
  PRIMARY KEY (document, version)
) STRICT;
CREATE UNIQUE INDEX envelope_order ON envelope (n, ord);

CREATE TABLE resource (iri TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX resource_document ON resource (document);

CREATE TABLE thing (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, label TEXT NOT NULL, types TEXT NOT NULL,
  name TEXT, ctid TEXT, reference_only INTEGER NOT NULL, sort TEXT NOT NULL, search TEXT NOT NULL
) STRICT;
CREATE INDEX thing_list ON thing (label, sort);
CREATE INDEX thing_ctid ON thing (ctid);
CREATE VIRTUAL TABLE thing_search USING fts5 (
  search, content = '', contentless_delete = 1, tokenize = 'unicode61'
);
CREATE VIRTUAL TABLE thing_words USING fts5vocab ('thing_search', 'instance');
CREATE TRIGGER thing_added AFTER INSERT ON thing BEGIN
  INSERT INTO thing_search (rowid, search) VALUES (new.id, new.search);
END;
CREATE TRIGGER thing_renamed AFTER UPDATE OF search ON thing WHEN new.search <> old.search BEGIN
  DELETE FROM thing_search WHERE rowid = old.id;
  INSERT INTO thing_search (rowid, search) VALUES (new.id, new.search);
END;
CREATE TRIGGER thing_removed AFTER DELETE ON thing BEGIN
  DELETE FROM thing_search WHERE rowid = old.id;
END;

CREATE TABLE statement (
  id INTEGER PRIMARY KEY, sid TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
  document TEXT NOT NULL, version INTEGER NOT NULL, asserted_by TEXT, subject TEXT,
  valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, stated INTEGER NOT NULL,
  recorded_from INTEGER NOT NULL, recorded_to INTEGER NOT NULL,
  place TEXT, number REAL, body TEXT NOT NULL,
  UNIQUE (sid, recorded_from, valid_from)
) STRICT;
CREATE INDEX statement_document ON statement (document, recorded_to);
CREATE INDEX statement_subject ON statement (subject, kind);
CREATE INDEX statement_place ON statement (kind, place);

CREATE TABLE link (
  statement INTEGER NOT NULL, role TEXT NOT NULL, ord INTEGER NOT NULL, target INTEGER NOT NULL,
  PRIMARY KEY (statement, role, ord, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_target ON link (target, role, statement);

CREATE TABLE edge (
  id INTEGER PRIMARY KEY, sid TEXT NOT NULL, type TEXT NOT NULL,
  source INTEGER NOT NULL, target INTEGER NOT NULL,
  document TEXT NOT NULL, version INTEGER NOT NULL, asserted_by TEXT,
  valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, stated INTEGER NOT NULL,
  recorded_from INTEGER NOT NULL, recorded_to INTEGER NOT NULL,
  UNIQUE (sid, recorded_from, valid_from)
) STRICT;
CREATE INDEX edge_source ON edge (source, type, target);
CREATE INDEX edge_target ON edge (target, type, source);
CREATE INDEX edge_document ON edge (document, recorded_to);

CREATE TABLE alias (
  alias TEXT NOT NULL, scheme TEXT NOT NULL, thing INTEGER NOT NULL, document TEXT NOT NULL,
  recorded_from INTEGER NOT NULL, recorded_to INTEGER NOT NULL,
  PRIMARY KEY (alias, scheme, thing, document, recorded_from)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_document ON alias (document);
CREATE INDEX alias_thing ON alias (thing, scheme);
