// match
EXISTS { MATCH (t)-[e:LOCATED_IN]->(:Thing {iri: $value})
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n
    AND e.validFrom <= $day AND e.validTo > $day }
// known
EXISTS { MATCH (t)-[e:LOCATED_IN]->(:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n
    AND e.validFrom <= $day AND e.validTo > $day }
