// Statements by their content address, as recorded at n.
// ids, n -> the thirteen statement columns
UNWIND $ids AS id
MATCH (s:Statement)
WHERE s.sid = id AND s.recordedFrom <= $n AND s.validFrom > '' AND s.recordedTo > $n
WITH s
ORDER BY s.sid, s.validFrom
RETURN collect([s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
