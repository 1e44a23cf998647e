// The first statements of some kinds, by key, that link some things in some roles and hold on a day, as recorded at n.
// ids, kinds, roles, day, limit, n -> the thirteen statement columns
UNWIND $ids AS id
MATCH (t:Thing {iri: id})<-[:$any($roles)]-(s:Statement)
WHERE s.kind IN $kinds AND s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
WITH DISTINCT s
ORDER BY s.key, s.document, s.sid
LIMIT $limit
RETURN s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }
ORDER BY s.key, s.document, s.sid
