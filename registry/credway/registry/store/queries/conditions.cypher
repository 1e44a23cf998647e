// Every condition that leads to some targets, to a depth, along relations that hold on a day.
// ids, relations, depth, limit, day, n -> depth, then the thirteen statement columns
UNWIND $ids AS id
MATCH (t:Thing {iri: id})<-[:OF]-(s:Condition)
WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
  AND s.relation IN $relations
WITH collect(DISTINCT s) AS first
WITH reduce(levels = [first], i IN range(1, $depth) | levels + [CASE WHEN size(last(levels)) >= $limit THEN [] ELSE COLLECT {
  // Depth by depth, each condition once in each: the ways to one can be too many to walk. Where a depth has as many as
  // are asked for, none below it is read.
  UNWIND last(levels) AS q
  MATCH (q)-[:NEEDS]->(r:Thing)
  WITH DISTINCT r
  MATCH (r)<-[:OF]-(s:Condition)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    AND s.relation IN $relations
  RETURN DISTINCT s
} END]) AS levels
UNWIND range(0, $depth) AS depth
UNWIND levels[depth] AS s
WITH s, min(depth) AS depth
ORDER BY depth, s.key, s.document, s.sid
LIMIT $limit
RETURN collect([depth, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
