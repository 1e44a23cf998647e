-- What no write of ours can have left: what does not fit together in the store's own shape.
-- limit -> what, where, how
-- Table by table: the check of a virtual table may read what another connection has replaced since.
SELECT 'index', t.name, i.integrity_check
FROM sqlite_schema t
CROSS JOIN pragma_integrity_check(t.name) i
WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL TABLE%' AND i.integrity_check <> 'ok'
ORDER BY t.name
LIMIT :limit
