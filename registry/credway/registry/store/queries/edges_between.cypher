// Whether one thing links another by some type, for each of some triples, as recorded at n, whenever valid.
// pairs (each [source, type, target]), n -> source, type, target, label of the source, document, valid_from, valid_to
UNWIND $pairs AS pair
MATCH (a:Thing {iri: pair[0]})
MATCH (b:Thing {iri: pair[2]})
MATCH (a)-[e]->(b)
WHERE type(e) = pair[1] AND e.recordedFrom <= $n AND e.recordedTo > $n
WITH DISTINCT a.iri AS source, type(e) AS kind, b.iri AS target, a.label AS label, e.document AS document,
  e.validFrom AS since, e.validTo AS until
ORDER BY source, kind, target, document, since, until
RETURN collect([source, kind, target, label, document, since, until]) AS rows
