// match
EXISTS {
  CALL (t) {
    MATCH (t)<-[:FROM]-(s:Award)
    RETURN s
    UNION
    MATCH (t)<-[:FROM]-(p:Award)
    WHERE p.recordedFrom <= $n AND p.recordedTo > $n
      AND p.validFrom <= $day AND p.validTo > $day
    WITH p
    MATCH (p)-[:PROVIDES]->(v:Thing)
    WITH v
    MATCH (v)<-[:OPEN]-(s:Award)
    WHERE NOT EXISTS { (s)-[:FROM]->() }
    RETURN s
  }
  WITH s
  WHERE s.refused IS NULL
    AND NOT s.body CONTAINS '"status":"lifeCycle:Ceased"' AND NOT s.body CONTAINS '"status":"lifeCycle:Suspended"'
    AND NOT s.body CONTAINS '"status":"lifeCycle:Developing"'
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day
  WITH s
  MATCH (s)-[:AT]->(o:Thing)
  WHERE o.iri = $value OR EXISTS { MATCH (o)-[e:LOCATED_IN]->(:Thing {iri: $value})
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n
      AND e.validFrom <= $day AND e.validTo > $day }
  RETURN o
}
// known
(EXISTS { MATCH (t)<-[:FROM]-(s:Award)-[:AT]->(:Thing {iri: $value})
  WHERE s.refused IS NOT NULL
    AND NOT s.body CONTAINS '"status":"lifeCycle:Ceased"' AND NOT s.body CONTAINS '"status":"lifeCycle:Suspended"'
    AND NOT s.body CONTAINS '"status":"lifeCycle:Developing"'
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day
    AND NOT EXISTS { MATCH (s)-[k:TOWARD|FROM]->(w) WHERE w <> t OR type(k) = 'TOWARD' }
    AND NOT s.body CONTAINS '"confidence":"0'
    AND NOT s.body CONTAINS '"commonCourses":' AND NOT s.body CONTAINS '"requirements":'
    AND NOT s.body CONTAINS '"awardKind":"Recommendation"' AND NOT s.body CONTAINS '"conditions":' }
AND NOT EXISTS { MATCH (t)<-[:OF|OBJECT]-(s:Equivalence)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day })
