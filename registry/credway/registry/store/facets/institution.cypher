// match
$value = (EXISTS { MATCH (t)<-[:NAMES]-(a:Alias {scheme: 'ceterms:ipedsID'})
  WHERE a.recordedFrom <= $n AND a.recordedTo > $n }
OR EXISTS { MATCH (t)<-[:AT]-(s:Award)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n })
// known
true
