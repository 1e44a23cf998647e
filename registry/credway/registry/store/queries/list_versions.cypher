// List versions of some states, as recorded at n, whenever valid.
// places (postal codes), n -> the thirteen statement columns
UNWIND $places AS place
MATCH (s:Statement {kind: 'ListVersion', place: place})
WHERE s.recordedFrom <= $n AND s.recordedTo > $n
WITH s
ORDER BY s.key, s.validFrom, s.sid
RETURN collect([s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
