// Write: the registry's own facts, where it has none yet.
// base
MERGE (m:Meta {one: 1})
ON CREATE SET m.base = $base, m.name = '', m.schema = 0, m.n = 0
MERGE (v:Visible {one: 1})
ON CREATE SET v.n = 0
