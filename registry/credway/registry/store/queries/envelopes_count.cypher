// How many envelopes have a greater number.
// n -> count
MATCH (e:Envelope)
WHERE e.n > $n AND e.ord >= 0
RETURN count(e)
