// Statements of some kinds that link some things in some roles, as recorded at n, whenever valid.
// ids, kinds, roles, n -> the thirteen statement columns
UNWIND $ids AS id
MATCH (t:Thing {iri: id})<-[:$any($roles)]-(s:Statement)
WHERE s.kind IN $kinds AND s.recordedFrom <= $n AND s.recordedTo > $n
WITH DISTINCT s
ORDER BY s.key, s.document, s.validFrom, s.sid
RETURN collect([s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
