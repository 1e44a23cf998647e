// match
t.referenceOnly = $value
// known
true
