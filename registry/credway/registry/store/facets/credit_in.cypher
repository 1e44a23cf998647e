// match
(EXISTS { MATCH (t)<-[:FROM]-(s:Award)-[:AT]->(o:Thing)
  WHERE s.refused IS NULL
    AND NOT s.body CONTAINS '"status":"lifeCycle:Ceased"' AND NOT s.body CONTAINS '"status":"lifeCycle:Suspended"'
    AND NOT s.body CONTAINS '"status":"lifeCycle:Developing"'
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day
    AND (o.iri = $value OR EXISTS { MATCH (o)-[e:LOCATED_IN]->(:Thing {iri: $value})
      WHERE e.recordedFrom <= $n AND e.recordedTo > $n
        AND e.validFrom <= $day AND e.validTo > $day }) }
OR EXISTS { MATCH (t)<-[:FROM]-(p:Award)-[:PROVIDES]->(v:Thing)<-[:OPEN]-(s:Award)-[:AT]->(o:Thing)
  WHERE s.refused IS NULL AND NOT EXISTS { (s)-[:FROM]->() }
    AND NOT s.body CONTAINS '"status":"lifeCycle:Ceased"' AND NOT s.body CONTAINS '"status":"lifeCycle:Suspended"'
    AND NOT s.body CONTAINS '"status":"lifeCycle:Developing"'
    AND p.recordedFrom <= $n AND p.recordedTo > $n
    AND p.validFrom <= $day AND p.validTo > $day
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day
    AND (o.iri = $value OR EXISTS { MATCH (o)-[e:LOCATED_IN]->(:Thing {iri: $value})
      WHERE e.recordedFrom <= $n AND e.recordedTo > $n
        AND e.validFrom <= $day AND e.validTo > $day }) })
// known
(EXISTS { MATCH (t)<-[:FROM]-(s:Award)-[:AT]->(:Thing {iri: $value})
  WHERE s.refused IS NOT NULL
    AND NOT s.body CONTAINS '"status":"lifeCycle:Ceased"' AND NOT s.body CONTAINS '"status":"lifeCycle:Suspended"'
    AND NOT s.body CONTAINS '"status":"lifeCycle:Developing"'
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day
    AND NOT EXISTS { (s)-[:TOWARD]->() } AND NOT EXISTS { MATCH (s)-[:FROM]->(w) WHERE w <> t }
    AND NOT s.body CONTAINS '"commonCourses":' AND NOT s.body CONTAINS '"requirements":'
    AND NOT s.body CONTAINS '"awardKind":"Recommendation"' AND NOT s.body CONTAINS '"conditions":' }
AND NOT EXISTS { MATCH (t)<-[:OF|OBJECT]-(s:Equivalence)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day })
