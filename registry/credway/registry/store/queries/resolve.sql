-- Things under some spellings: canonical IRIs, and aliases as recorded at n.
-- ids (spellings), n -> spelling, scheme (`iri` for a canonical IRI), iri, label, name
SELECT x.value, 'iri', t.iri, t.label, t.name
FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
UNION
SELECT x.value, a.scheme, t.iri, t.label, t.name
FROM json_each(:ids) x
CROSS JOIN alias a ON a.alias = x.value AND a.recorded_from <= :n AND a.recorded_to > :n
CROSS JOIN thing t ON t.id = a.thing
ORDER BY 1, 2, 3
