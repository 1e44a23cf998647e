-- Whether one thing links another by some type, for each of some triples, as recorded at n, whenever valid.
-- pairs (each [source, type, target]), n -> source, type, target, label of the source, document, valid_from, valid_to
SELECT DISTINCT a.iri, e.type, b.iri, a.label, e.document, e.valid_from, e.valid_to
FROM json_each(:pairs) x
CROSS JOIN thing a ON a.iri = x.value ->> 0
CROSS JOIN thing b ON b.iri = x.value ->> 2
CROSS JOIN edge e ON e.source = a.id AND e.type = x.value ->> 1 AND e.target = b.id
WHERE e.recorded_from <= :n AND e.recorded_to > :n
ORDER BY 1, 2, 3, 5, 6, 7
