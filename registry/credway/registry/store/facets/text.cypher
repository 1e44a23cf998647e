// words
CALL () {
  CALL db.index.fulltext.queryNodes('thing_search', $value_words) YIELD node
  RETURN node AS t
  UNION
  MATCH (t:Thing) WHERE t.iri IN $value_spellings
  RETURN t
  UNION
  MATCH (a:Alias)-[:NAMES]->(t:Thing)
  WHERE a.alias IN $value_spellings AND a.recordedFrom <= $n AND a.recordedTo > $n
  RETURN t
}
WITH *
// match
all(word IN $value_list WHERE ' ' + t.search CONTAINS ' ' + word)
OR t.iri IN $value_spellings
OR EXISTS { MATCH (t)<-[:NAMES]-(a:Alias)
  WHERE a.alias IN $value_spellings AND a.recordedFrom <= $n AND a.recordedTo > $n }
// known
true
