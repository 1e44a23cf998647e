// What leads to some things, as recorded at n on a day: their conditions and those of what these ask for, to a depth,
// with what stands for all that is asked for, and who attests the competencies among it; from concepts too.
// ids, concepts (to which credentials are said to lead), owned (further things for which something may stand), predicates
// (of claims that attest), relations (of conditions), inside (relations that are followed after one of these), day, depth,
// hops (of equivalents), limit (conditions, classifications), same (equivalents of a thing), alignments (predicates of
// claims by which one competency covers another), most (claims that attest, as many conditions, as many that name manifests,
// as many alignments), n
// -> part, two IRIs, then the thirteen statement columns. Parts: `alignment`
// (none, none, a claim about such a competency or what is the same), `attesting` (none, none, a claim of a competency, or what
// requires it or the subject of a claim, or names a manifest that does), `condition` (none, none, one that leads to `ids` or to what leads to a
// concept), `equivalent` (what stands, for what, by the last link of a way without a doubt if there
// is one, of such ways of a shortest), `leading` (none, none, a
// classification by a concept)
CALL () {
  UNWIND $concepts AS id
  MATCH (t:Thing {iri: id})<-[:CONCEPT]-(s:Classification)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    AND s.aspect IN ['occupation', 'cluster']
  WITH DISTINCT s
  ORDER BY s.key, s.document, s.sid
  LIMIT $limit
  RETURN collect(s) AS leading
}
CALL (leading) {
  CALL (leading) {
    UNWIND leading AS a
    MATCH (a)-[:OF]->(t:Thing)
    RETURN t
    UNION
    UNWIND $ids AS id
    MATCH (t:Thing {iri: id})
    RETURN t
  }
  WITH DISTINCT t
  MATCH (t)<-[:OF]-(s:Condition)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    AND s.relation IN $relations
  WITH collect(DISTINCT s) AS first
  WITH reduce(levels = [first], i IN range(1, $depth) | levels + [CASE WHEN size(last(levels)) >= $limit THEN [] ELSE COLLECT {
    // Depth by depth, each condition once in each: the ways to one can be too many to walk. Where a depth has as many as
    // are asked for, none below it is read.
    UNWIND last(levels) AS q
    MATCH (q)-[:NEEDS]->(r:Thing)
    WITH DISTINCT r, q.relation IN $inside AS within
    MATCH (r)<-[:OF]-(s:Condition)
    WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
      AND (s.relation IN $relations OR (within AND s.relation IN $inside))
    RETURN DISTINCT s
  } END]) AS levels
  UNWIND range(0, $depth) AS depth
  UNWIND levels[depth] AS s
  WITH s, min(depth) AS depth
  ORDER BY depth, s.key, s.document, s.sid
  LIMIT $limit
  RETURN collect([depth, s]) AS conditions
}
CALL (conditions) {
  // A body is written with its keys in order.
  UNWIND conditions AS c
  WITH c[1] AS s
  WHERE s.body CONTAINS '"as":"competency"'
  MATCH (s)-[:NEEDS]->(t:Thing)
  WHERE s.body CONTAINS '"as":"competency","thing":"' + t.iri + '"'
  RETURN collect(DISTINCT t) AS skills
}
{attested}
CALL (leading, conditions) {
  CALL (leading, conditions) {
    UNWIND conditions AS c
    WITH c[1] AS s
    MATCH (s)-[:NEEDS]->(t:Thing)
    RETURN t
    UNION
    UNWIND leading AS s
    MATCH (s)-[:OF]->(t:Thing)
    RETURN t
    UNION
    UNWIND $owned AS id
    MATCH (t:Thing {iri: id})
    RETURN t
  }
  RETURN collect(DISTINCT t) AS asked
}
CALL (asked) {
  UNWIND asked AS t
  WITH t, reduce(levels = [[[t, null, false]]], i IN range(1, $hops) | levels + [COLLECT {
    UNWIND last(levels) AS reached
    WITH DISTINCT reached[0] AS a, reached[2] AS doubt
    MATCH (a)<-[:OF|OBJECT]-(q:Equivalence)-[:OF|OBJECT]->(r:Thing)
    WHERE q.recordedFrom <= $n AND q.recordedTo > $n AND q.validFrom <= $day AND q.validTo > $day
    RETURN DISTINCT [r, q, doubt OR q.body CONTAINS '"confidence":"0']
  }]) AS levels
  UNWIND range(1, $hops) AS depth
  UNWIND levels[depth] AS reached
  WITH t, depth, reached[0] AS r, reached[1] AS s, reached[2] AS doubt
  WHERE r <> t
  WITH t, r, min([doubt, depth, s.sid, s]) AS near
  WITH t, r, near[1] AS depth, near[3] AS s
  ORDER BY t.iri, depth, r.iri, s.sid
  RETURN collect(['equivalent', r.iri, t.iri, 0, s]) AS equal
}
CALL (skills, equal) {
  CALL (skills, equal) {
    UNWIND skills AS t
    RETURN t
    UNION
    UNWIND equal AS e
    WITH e
    WHERE e[2] IN [k IN skills | k.iri]
    MATCH (t:Thing {iri: e[1]})
    RETURN t
  }
  WITH DISTINCT t
  MATCH (t)<-[:OF|OBJECT]-(s:Claim)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    AND s.predicate IN $alignments
  WITH DISTINCT s
  ORDER BY s.key, s.document, s.sid
  LIMIT $most
  RETURN collect(s) AS alignment
}
UNWIND [a IN alignment | ['alignment', null, null, 0, a]] + [a IN claims + around + shared | ['attesting', null, null, 0, a]] + [c IN conditions | ['condition', null, null, c[0], c[1]]]
  + equal[..$same * size(asked) + 1] + [a IN leading | ['leading', null, null, 0, a]] AS row
WITH row[0] AS part, row[1] AS iri, row[2] AS other, row[3] AS depth, row[4] AS s
ORDER BY part, depth, other, iri, s.key, s.document, s.sid
RETURN collect([part, iri, other, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
