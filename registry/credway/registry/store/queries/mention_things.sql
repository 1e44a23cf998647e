-- Write, once for each row: a thing that is pointed at; what is known of it stays, but for a label not known yet.
-- iri, label, types (JSON), name, ctid, reference_only, sort, search
INSERT INTO thing (iri, label, types, name, ctid, reference_only, sort, search)
VALUES (:iri, :label, :types, :name, :ctid, :reference_only, :sort, :search)
ON CONFLICT DO UPDATE SET label = excluded.label WHERE label = 'Resource' AND excluded.label <> 'Resource'
