// The registry's own facts: one row, or none where no registry has been created yet.
// (no parameters) -> base, schema, n, visible, name
MATCH (m:Meta {one: 1})
OPTIONAL MATCH (v:Visible {one: 1})
RETURN m.base, m.schema, m.n, coalesce(v.n, 0), m.name
