-- Things in order of their IRIs, after a position, with all that is cached of them.
-- after, limit -> iri, label, types (JSON, or a list), name, ctid, reference_only, sort, search
SELECT iri, label, types, name, ctid, reference_only, sort, search
FROM thing WHERE iri > :after ORDER BY iri LIMIT :limit
