-- Write: the registry's own facts, where it has none yet.
-- base
INSERT INTO meta (one, base, name, schema, n, visible) VALUES (1, :base, '', 0, 0, 0) ON CONFLICT DO NOTHING
