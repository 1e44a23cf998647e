// Every condition that leads to some targets, to a depth, along relations that hold on a day.
// ids, relations, depth, limit, day, n -> depth, then the thirteen statement columns
UNWIND $ids AS id
MATCH (t:Thing {iri: id})
MATCH p = ANY SHORTEST (t) ((:Thing)<-[:OF]-(q:Condition)-[:NEEDS]->(:Thing)
  WHERE q.recordedFrom <= $n AND q.recordedTo > $n AND q.validFrom <= $day AND q.validTo > $day
    AND q.relation IN $relations){0,$depth} (r:Thing)
WITH r, min(length(p) / 2) AS depth
MATCH (r)<-[:OF]-(s:Condition)
WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
  AND s.relation IN $relations
WITH depth, s
ORDER BY depth, s.key, s.document, s.sid
LIMIT $limit
RETURN collect([depth, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
