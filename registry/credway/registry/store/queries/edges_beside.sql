-- What some things link in some types, and what some other things are linked by in some types from documents other
-- than those given; as recorded at n, whenever valid.
-- sources, source_types, targets, target_types, documents, limit, n -> source, type, target, label of the source,
-- document, valid_from, valid_to
SELECT a.iri, e.type, b.iri, a.label, e.document, e.valid_from, e.valid_to
FROM json_each(:sources) x CROSS JOIN thing a ON a.iri = x.value
CROSS JOIN edge e ON e.source = a.id AND e.type IN (SELECT value FROM json_each(:source_types))
CROSS JOIN thing b ON b.id = e.target
WHERE e.recorded_from <= :n AND e.recorded_to > :n
UNION
SELECT a.iri, e.type, b.iri, a.label, e.document, e.valid_from, e.valid_to
FROM json_each(:targets) x CROSS JOIN thing b ON b.iri = x.value
CROSS JOIN edge e ON e.target = b.id AND e.type IN (SELECT value FROM json_each(:target_types))
CROSS JOIN thing a ON a.id = e.source
WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.document NOT IN (SELECT value FROM json_each(:documents))
ORDER BY 1, 2, 3, 5, 6, 7
LIMIT :limit
