-- The states in which some organizations are, as recorded at n on a day.
-- ids, day, n -> iri, state IRI
SELECT t.iri, o.iri
FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
CROSS JOIN edge e ON e.source = t.id AND e.type = 'LOCATED_IN'
CROSS JOIN thing o ON o.id = e.target
WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
ORDER BY 1, 2
