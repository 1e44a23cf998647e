// What attests the competencies `skills`: claims of them, conditions that require them, or what is so claimed to come with
// them, and what names the manifests of common conditions among these; of each the first by key.
// predicates, day, most (claims, as many conditions, and as many that name manifests), n -> claims, around, shared
CALL (skills) {
  UNWIND skills AS t
  MATCH (t)<-[:OBJECT]-(s:Claim)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    AND s.predicate IN $predicates
  WITH DISTINCT s
  ORDER BY s.key, s.document, s.sid
  LIMIT $most
  RETURN collect(s) AS claims
}
CALL (skills, claims) {
  CALL (skills, claims) {
    UNWIND claims AS c
    MATCH (c)-[:OF]->(t:Thing)
    RETURN t
    UNION
    UNWIND skills AS t
    RETURN t
  }
  WITH DISTINCT t
  MATCH (t)<-[:NEEDS]-(s:Condition)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    AND s.relation = 'requires'
  WITH DISTINCT s
  ORDER BY s.key, s.document, s.sid
  LIMIT $most
  RETURN collect(s) AS around
}
CALL (around) {
  UNWIND around AS c
  MATCH (c)-[:OF]->(t:ConditionManifest)
  WITH DISTINCT t
  MATCH (t)<-[:NEEDS]-(s:Condition)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    AND s.relation = 'commonConditions'
  WITH DISTINCT s
  ORDER BY s.key, s.document, s.sid
  LIMIT $most
  RETURN collect(s) AS shared
}
