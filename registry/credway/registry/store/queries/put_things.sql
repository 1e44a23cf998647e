-- Write, once for each row: a thing as its newest description has it.
-- iri, label, types (JSON), name, ctid, reference_only, sort, search
INSERT INTO thing (iri, label, types, name, ctid, reference_only, sort, search)
VALUES (:iri, :label, :types, :name, :ctid, :reference_only, :sort, :search)
ON CONFLICT DO UPDATE SET label = excluded.label, types = excluded.types, name = excluded.name,
  ctid = excluded.ctid, reference_only = excluded.reference_only, sort = excluded.sort, search = excluded.search,
  issuer_since = iif(excluded.label = 'Credential', issuer_since, NULL),
  occupation_since = iif(excluded.label = 'Credential', occupation_since, NULL),
  cluster_since = iif(excluded.label = 'Credential', cluster_since, NULL),
  stated_from = iif(excluded.label = 'Credential', stated_from, NULL)
