// Where the text index does not hold the words of its thing. Neo4j keeps the index itself, in the transaction that
// changes a thing, and shows no words of it: so one row says whether a thing is missing from it or left in it.
// limit -> iri (null), what the index holds, what it should hold
MATCH (t:Thing)
WHERE t.search IS NOT NULL
WITH count(t) AS things
CALL (*) {
  CALL db.index.fulltext.queryNodes('thing_search', '*:*') YIELD node
  RETURN count(node) AS indexed
}
WITH things, indexed
WHERE things <> indexed
RETURN null, indexed + ' things', things + ' things'
LIMIT $limit
