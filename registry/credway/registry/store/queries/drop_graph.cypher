// Write: delete everything that can be rebuilt from the envelopes, a thousand nodes to a transaction; indexes follow.
// (no parameters)
MATCH (x:Statement|Alias|Described|Document|Thing)
CALL (x) { DETACH DELETE x } IN TRANSACTIONS OF 1000 ROWS
