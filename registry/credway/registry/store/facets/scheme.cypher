// match
t.iri STARTS WITH $value
// known
true
