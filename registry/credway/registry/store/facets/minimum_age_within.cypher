// match
EXISTS { MATCH (t)<-[:OF]-(s:Condition)
  WHERE s.number >= $value_low AND s.number <= $value_high
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
// known
EXISTS { MATCH (t)<-[:OF]-(s:Condition)
  WHERE s.number IS NOT NULL
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
