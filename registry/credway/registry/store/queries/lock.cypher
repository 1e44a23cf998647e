// Take the sequence lock until the transaction ends; what is read afterwards is the newest.
// (no parameters) -> base, schema, n, visible, name
MATCH (m:Meta {one: 1})
SET m.locked = true
WITH m
OPTIONAL MATCH (v:Visible {one: 1})
RETURN collect([m.base, m.schema, m.n, coalesce(v.n, 0), m.name]) AS rows
