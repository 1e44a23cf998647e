// Statements of some kinds whose subject is one of some things, as recorded at n, whenever valid.
// ids, kinds, n -> the thirteen statement columns
UNWIND $ids AS id
UNWIND $kinds AS kind
MATCH (s:Statement {subject: id, kind: kind})
WHERE s.recordedFrom <= $n AND s.recordedTo > $n
WITH s
ORDER BY s.key, s.document, s.validFrom, s.sid
RETURN collect([s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
