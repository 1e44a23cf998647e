// The graph model on Neo4j: constraints before any MERGE, and indexes. No index contains recordedTo: closing a row
// would move its entry under a reader's scan. Text is folded to ASCII words already, so words are cut at spaces only.
CREATE CONSTRAINT meta_one IF NOT EXISTS FOR (m:Meta) REQUIRE m.one IS UNIQUE;
CREATE CONSTRAINT visible_one IF NOT EXISTS FOR (v:Visible) REQUIRE v.one IS UNIQUE;

CREATE CONSTRAINT envelope_version IF NOT EXISTS FOR (e:Envelope) REQUIRE (e.document, e.version) IS UNIQUE;
CREATE CONSTRAINT envelope_order IF NOT EXISTS FOR (e:Envelope) REQUIRE (e.n, e.ord) IS UNIQUE;
CREATE CONSTRAINT document_iri IF NOT EXISTS FOR (d:Document) REQUIRE d.iri IS UNIQUE;
CREATE CONSTRAINT described_iri IF NOT EXISTS FOR (r:Described) REQUIRE r.iri IS UNIQUE;
CREATE INDEX described_document IF NOT EXISTS FOR (r:Described) ON (r.document);

CREATE CONSTRAINT thing_iri IF NOT EXISTS FOR (t:Thing) REQUIRE t.iri IS UNIQUE;
CREATE INDEX thing_list IF NOT EXISTS FOR (t:Thing) ON (t.label, t.sort);
CREATE INDEX thing_ctid IF NOT EXISTS FOR (t:Thing) ON (t.ctid);
CREATE FULLTEXT INDEX thing_search IF NOT EXISTS FOR (t:Thing) ON EACH [t.search]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};

CREATE CONSTRAINT statement_row IF NOT EXISTS
  FOR (s:Statement) REQUIRE (s.sid, s.recordedFrom, s.validFrom) IS UNIQUE;
CREATE INDEX statement_document IF NOT EXISTS FOR (s:Statement) ON (s.document);
CREATE INDEX statement_subject IF NOT EXISTS FOR (s:Statement) ON (s.subject, s.kind);
CREATE INDEX statement_place IF NOT EXISTS FOR (s:Statement) ON (s.kind, s.place);

CREATE INDEX alias_spelling IF NOT EXISTS FOR (a:Alias) ON (a.alias);
CREATE INDEX alias_document IF NOT EXISTS FOR (a:Alias) ON (a.document);
CREATE CONSTRAINT alias_row IF NOT EXISTS
  FOR (a:Alias) REQUIRE (a.alias, a.scheme, a.thing, a.document, a.recordedFrom) IS UNIQUE;
