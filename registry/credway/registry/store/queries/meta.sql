-- The registry's own facts: one row, or none where no registry has been created yet.
-- (no parameters) -> base, schema, n, visible, name
SELECT base, schema, n, visible, name FROM meta
