// Things in order of their IRIs, after a position, with all that is cached of them.
// after, limit -> iri, label, types (JSON, or a list), name, ctid, reference_only, sort, search
MATCH (t:Thing)
WHERE t.iri > $after
WITH t
ORDER BY t.iri
LIMIT $limit
RETURN collect([t.iri, t.label, t.types, t.name, t.ctid, t.referenceOnly, t.sort, t.search]) AS rows
