// match
EXISTS { MATCH (t)<-[:OF]-(s:Condition)
  WHERE s.number >= $value
    AND s.relation IN ['requires', 'corequisite'] AND s.body CONTAINS '"tree":{"all":'
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
// known
EXISTS { MATCH (t)<-[:OF]-(s:Condition)
  WHERE s.number IS NOT NULL AND s.relation IN ['requires', 'corequisite'] AND s.body CONTAINS '"tree":{"all":'
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
AND NOT EXISTS { MATCH (t)<-[:OF]-(s:Condition)
  WHERE s.number >= $value
    AND s.relation IN ['requires', 'corequisite'] AND NOT s.body CONTAINS '"tree":{"all":'
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
