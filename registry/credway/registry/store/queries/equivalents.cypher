// What stands for some things, both ways along Equivalence statements that hold on a day.
// ids, day, depth, limit, n -> iri, the thing asked about, then the thirteen statement columns: of the links
// on a shortest way the last one, of several such the first by sid
UNWIND $ids AS id
MATCH (t:Thing {iri: id})
MATCH p = ALL SHORTEST (t) ((:Thing)<-[:OF|OBJECT]-(q:Equivalence)-[:OF|OBJECT]->(:Thing)
  WHERE q.recordedFrom <= $n AND q.recordedTo > $n AND q.validFrom <= $day AND q.validTo > $day){1,$depth} (r:Thing)
WHERE r <> t
WITH t, r, length(p) / 2 AS depth, nodes(p)[-2] AS via
ORDER BY via.sid
WITH t, r, depth, collect(via)[0] AS s
WITH r, t, s, depth
ORDER BY t.iri, depth, r.iri, s.sid
LIMIT $limit
RETURN collect([r.iri, t.iri, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
