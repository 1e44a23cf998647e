// Entries of some list versions that name no thing, only a printed name, as recorded at n.
// ids (list versions), n -> the thirteen statement columns
UNWIND $ids AS id
MATCH (t:Thing {iri: id})<-[:PRINTED_IN]-(s:Statement)
WHERE s.kind = 'ListEntry' AND s.recordedFrom <= $n AND s.recordedTo > $n
WITH s
ORDER BY s.key, s.validFrom, s.sid
RETURN collect([s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
