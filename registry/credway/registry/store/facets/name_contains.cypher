// words
CALL db.index.fulltext.queryNodes('thing_search', $value_words) YIELD node AS t
// match
all(word IN $value_list WHERE ' ' + t.search CONTAINS ' ' + word)
// known
true
