// start
CALL () {
  MATCH (:Thing {iri: $value})<-[e:OWNED_BY|OFFERED_BY]-(t:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n
    AND e.validFrom <= $day AND e.validTo > $day
  RETURN t
  UNION
  MATCH (:Thing {iri: $value})<-[:OBJECT]-(s:Claim)-[:OF]->(t:Thing)
  WHERE s.predicate = 'credway:issuer' AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day
  RETURN t
}
// given
CALL () {
  CALL () {
    MATCH (:Thing {iri: $value})<-[e:OWNED_BY|OFFERED_BY]-(x:Thing)
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n
      AND e.validFrom <= $day AND e.validTo > $day
    RETURN x
    UNION
    MATCH (:Thing {iri: $value})<-[:OBJECT]-(s:Claim)-[:OF]->(x:Thing)
    WHERE s.predicate = 'credway:issuer' AND s.recordedFrom <= $n AND s.recordedTo > $n
      AND s.validFrom <= $day AND s.validTo > $day
    RETURN x
  }
  RETURN collect(x) AS `issued by $value`
}
// match
t IN `issued by $value`
// known
EXISTS { MATCH (t)-[e:OWNED_BY|OFFERED_BY]->(:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n
    AND e.validFrom <= $day AND e.validTo > $day }
OR EXISTS { MATCH (t)<-[:OF]-(s)
  WHERE s.kind = 'Claim' AND s.predicate = 'credway:issuer' AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
