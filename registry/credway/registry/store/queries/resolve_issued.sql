-- Things under some spellings, as `resolve` gives them, with the names of who owns, offers or issues each on a day.
-- ids (spellings), day, n -> spelling, scheme (`iri` for a canonical IRI), iri, label, name, '' or one issuer's name
WITH meant (spelling, scheme, id, iri, label, name) AS MATERIALIZED (
  SELECT x.value, 'iri', t.id, t.iri, t.label, t.name
  FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
  UNION
  SELECT x.value, a.scheme, t.id, t.iri, t.label, t.name
  FROM json_each(:ids) x
  CROSS JOIN alias a ON a.alias = x.value AND a.recorded_from <= :n AND a.recorded_to > :n
  CROSS JOIN thing t ON t.id = a.thing
)
SELECT m.spelling, m.scheme, m.iri, m.label, m.name, '' FROM meant m
UNION
SELECT m.spelling, m.scheme, m.iri, m.label, m.name, coalesce(o.name, '')
FROM meant m
CROSS JOIN edge e ON e.source = m.id AND e.type IN ('OWNED_BY', 'OFFERED_BY', 'PUBLISHED_BY')
CROSS JOIN thing o ON o.id = e.target
WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
UNION
SELECT m.spelling, m.scheme, m.iri, m.label, m.name, coalesce(o.name, '')
FROM meant m
CROSS JOIN edge e ON e.target = m.id AND e.type IN ('OWNS', 'OFFERS')
CROSS JOIN thing o ON o.id = e.source
WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
UNION
SELECT m.spelling, m.scheme, m.iri, m.label, m.name, coalesce(o.name, '')
FROM meant m
CROSS JOIN link l ON l.target = m.id AND l.role = 'OF'
CROSS JOIN statement s ON s.id = l.statement AND s.kind = 'Claim'
CROSS JOIN link k ON k.statement = s.id AND k.role = 'OBJECT'
CROSS JOIN thing o ON o.id = k.target
WHERE s.body ->> 'predicate' = 'credway:issuer' AND s.recorded_from <= :n AND s.recorded_to > :n
  AND s.valid_from <= :day AND s.valid_to > :day
ORDER BY 1, 2, 3, 6
