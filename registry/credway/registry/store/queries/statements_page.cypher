// One page of the statements that name a thing in any role, as recorded at n, whenever valid.
// id, kinds (empty: all but Description), after (a sid or ''), limit, n -> the thirteen statement columns
MATCH (t:Thing {iri: $id})<--(s:Statement)
WHERE s.sid > $after AND s.kind <> 'Description' AND (size($kinds) = 0 OR s.kind IN $kinds)
  AND s.recordedFrom <= $n AND s.recordedTo > $n
WITH DISTINCT s
ORDER BY s.sid, s.validFrom
LIMIT $limit
RETURN s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }
ORDER BY s.sid, s.validFrom
