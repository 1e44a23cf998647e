// Things under some spellings: canonical IRIs, and aliases as recorded at n.
// ids (spellings), n -> spelling, scheme (`iri` for a canonical IRI), iri, label, name
UNWIND $ids AS id
CALL (id) {
  MATCH (t:Thing {iri: id})
  RETURN 'iri' AS scheme, t
  UNION
  MATCH (a:Alias {alias: id})-[:NAMES]->(t:Thing)
  WHERE a.recordedFrom <= $n AND a.recordedTo > $n
  RETURN a.scheme AS scheme, t
}
WITH DISTINCT id, scheme, t.iri AS iri, t.label AS label, t.name AS name
ORDER BY id, scheme, iri
RETURN collect([id, scheme, iri, label, name]) AS rows
