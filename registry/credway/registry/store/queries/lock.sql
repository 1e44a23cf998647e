-- Take the sequence lock until the transaction ends; what is read afterwards is the newest.
-- (no parameters) -> base, schema, n, visible, name
UPDATE meta SET n = n RETURNING base, schema, n, visible, name
