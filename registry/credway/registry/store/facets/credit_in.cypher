// match
EXISTS { MATCH (t)<-[:FROM]-(s:Award)-[:AT]->(o:Thing)
  WHERE s.refused IS NULL
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day
    AND (o.iri = $value OR EXISTS { MATCH (o)-[e:LOCATED_IN]->(:Thing {iri: $value})
      WHERE e.recordedFrom <= $n AND e.recordedTo > $n
        AND e.validFrom <= $day AND e.validTo > $day }) }
// known
EXISTS { MATCH (t)<-[:FROM]-(s:Award)-[:AT]->(o:Thing)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day
    AND (s.refused IS NULL
      OR NOT EXISTS { (s)-[:TOWARD]->() } AND NOT EXISTS { MATCH (s)-[:FROM]->(w) WHERE w <> t })
    AND (o.iri = $value OR s.refused IS NULL
      AND EXISTS { MATCH (o)-[e:LOCATED_IN]->(:Thing {iri: $value})
        WHERE e.recordedFrom <= $n AND e.recordedTo > $n
          AND e.validFrom <= $day AND e.validTo > $day }) }
