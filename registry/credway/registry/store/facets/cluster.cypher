// start
CALL () {
  MATCH (:Thing {iri: $value})<-[:CONCEPT]-(s:Classification)-[:OF]->(t:Thing)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day
  RETURN DISTINCT t
}
// match
EXISTS { MATCH (t)<-[:OF]-(s:Classification)-[:CONCEPT]->(c)
  WHERE c.iri = $value AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
// known
EXISTS { MATCH (t)<-[:OF]-(s:Classification)
  WHERE s.aspect = 'cluster' AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
