-- Plain links of some things, both ways, as recorded at n on a day.
-- ids, types, day, limit, n -> iri, direction (out | in), type, other end, its label, document, version, asserted_by, sid
SELECT t.iri, 'out', e.type, o.iri, o.label, e.document, e.version, e.asserted_by, e.sid
FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
CROSS JOIN edge e ON e.source = t.id AND e.type IN (SELECT value FROM json_each(:types))
CROSS JOIN thing o ON o.id = e.target
WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
UNION ALL
SELECT t.iri, 'in', e.type, o.iri, o.label, e.document, e.version, e.asserted_by, e.sid
FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
CROSS JOIN edge e ON e.target = t.id AND e.type IN (SELECT value FROM json_each(:types))
CROSS JOIN thing o ON o.id = e.source
WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
ORDER BY 1, 2, 3, 4, 9
LIMIT :limit
