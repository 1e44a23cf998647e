// words
CALL () {
  MATCH (t:Thing) WHERE t.iri IN $value
  RETURN t
  UNION
  MATCH (a:Alias)-[:NAMES]->(t:Thing)
  WHERE a.alias IN $value AND a.recordedFrom <= $n AND a.recordedTo > $n
  RETURN t
}
WITH *
// match
t.iri IN $value
OR EXISTS { MATCH (t)<-[:NAMES]-(a:Alias)
  WHERE a.alias IN $value AND a.recordedFrom <= $n AND a.recordedTo > $n }
// known
true
