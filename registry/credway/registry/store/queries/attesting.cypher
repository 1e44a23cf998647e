// What attests some competencies, as recorded at n on a day: claims of them by some predicates, and conditions that
// require them, or what is so claimed to come with them; of each the first by key.
// ids, predicates, day, limit (claims, and as many conditions), n -> the thirteen statement columns
CALL () {
  UNWIND $ids AS id
  MATCH (t:Thing {iri: id})<-[:OBJECT]-(s:Claim)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    AND s.predicate IN $predicates
  WITH DISTINCT s
  ORDER BY s.key, s.document, s.sid
  LIMIT $limit
  RETURN collect(s) AS claims
}
CALL (claims) {
  CALL (claims) {
    UNWIND claims AS c
    MATCH (c)-[:OF]->(t:Thing)
    RETURN t
    UNION
    UNWIND $ids AS id
    MATCH (t:Thing {iri: id})
    RETURN t
  }
  WITH DISTINCT t
  MATCH (t)<-[:NEEDS]-(s:Condition)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    AND s.relation = 'requires'
  WITH DISTINCT s
  ORDER BY s.key, s.document, s.sid
  LIMIT $limit
  RETURN collect(s) AS conditions
}
UNWIND claims + conditions AS s
WITH s
ORDER BY s.key, s.document, s.sid
RETURN collect([s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
