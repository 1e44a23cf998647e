// match
EXISTS { MATCH (t)<-[:OF]-(s:Classification)-[:CONCEPT]->(:Thing {iri: $value})
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
// known
EXISTS { MATCH (t)<-[:OF]-(s:Classification)
  WHERE s.aspect = 'occupation' AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
