// What stands for some things, both ways along Equivalence statements that hold on a day.
// ids, day, depth, limit, n -> iri, the thing asked about, then the thirteen statement columns: the last link of a
// way without a doubt if there is one, of such ways of a shortest, of several the first by sid
UNWIND $ids AS id
MATCH (t:Thing {iri: id})
WITH t, reduce(levels = [[[t, null, false]]], i IN range(1, $depth) | levels + [COLLECT {
  // Depth by depth, each thing once in each, and once by ways in doubt: the ways to one can be too many to walk.
  UNWIND last(levels) AS reached
  WITH DISTINCT reached[0] AS a, reached[2] AS doubt
  MATCH (a)<-[:OF|OBJECT]-(q:Equivalence)-[:OF|OBJECT]->(r:Thing)
  WHERE q.recordedFrom <= $n AND q.recordedTo > $n AND q.validFrom <= $day AND q.validTo > $day
  RETURN DISTINCT [r, q, doubt OR q.body CONTAINS '"confidence":"0']
}]) AS levels
UNWIND range(1, $depth) AS depth
UNWIND levels[depth] AS reached
WITH t, depth, reached[0] AS r, reached[1] AS s, reached[2] AS doubt
WHERE r <> t
WITH t, r, min([doubt, depth, s.sid, s]) AS near
WITH t, r, near[1] AS depth, near[3] AS s
ORDER BY t.iri, depth, r.iri, s.sid
LIMIT $limit
RETURN collect([r.iri, t.iri, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
