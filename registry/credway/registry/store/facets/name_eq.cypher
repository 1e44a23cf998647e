// match
t.sort STARTS WITH $value + '\u0000'
// known
true
