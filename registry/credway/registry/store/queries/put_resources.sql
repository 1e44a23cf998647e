-- Write, once for each row: which document describes a resource.
-- iri, document
INSERT INTO resource VALUES (:iri, :document) ON CONFLICT DO UPDATE SET document = excluded.document
