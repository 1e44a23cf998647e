-- Write, once for each row: a thing as its newest description has it.
-- iri, label, types (JSON), name, ctid, reference_only, sort, search
INSERT INTO thing VALUES (NULL, :iri, :label, :types, :name, :ctid, :reference_only, :sort, :search)
ON CONFLICT DO UPDATE SET label = excluded.label, types = excluded.types, name = excluded.name,
  ctid = excluded.ctid, reference_only = excluded.reference_only, sort = excluded.sort, search = excluded.search
