// words
$value
// match
true
// known
true
