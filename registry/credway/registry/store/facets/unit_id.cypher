// words
CALL () {
  MATCH (a:Alias {alias: $value, scheme: 'ceterms:ipedsID'})-[:NAMES]->(t:Thing)
  WHERE a.recordedFrom <= $n AND a.recordedTo > $n
  RETURN DISTINCT t
}
WITH *
// match
EXISTS { MATCH (t)<-[:NAMES]-(a:Alias {alias: $value, scheme: 'ceterms:ipedsID'})
  WHERE a.recordedFrom <= $n AND a.recordedTo > $n }
// known
true
