// Where a list starts that is searched for words: only what the text index finds is looked at.
CALL db.index.fulltext.queryNodes('thing_search', {words}) YIELD node AS t
