-- Who owns, offers or issues some things: by edges either way, and by claims, as recorded at n on a day.
-- ids, day, n -> iri, organization, its name
SELECT t.iri, o.iri, o.name
FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
CROSS JOIN edge e ON e.source = t.id AND e.type IN ('OWNED_BY', 'OFFERED_BY', 'PUBLISHED_BY')
CROSS JOIN thing o ON o.id = e.target
WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
UNION
SELECT t.iri, o.iri, o.name
FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
CROSS JOIN edge e ON e.target = t.id AND e.type IN ('OWNS', 'OFFERS')
CROSS JOIN thing o ON o.id = e.source
WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
UNION
SELECT t.iri, o.iri, o.name
FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
CROSS JOIN link l ON l.target = t.id AND l.role = 'OF'
CROSS JOIN statement s ON s.id = l.statement AND s.kind = 'Claim'
CROSS JOIN link k ON k.statement = s.id AND k.role = 'OBJECT'
CROSS JOIN thing o ON o.id = k.target
WHERE s.body ->> 'predicate' = 'credway:issuer' AND s.recorded_from <= :n AND s.recorded_to > :n
  AND s.valid_from <= :day AND s.valid_to > :day
ORDER BY 1, 2
