// match
t.sort STARTS WITH $value
// known
true
