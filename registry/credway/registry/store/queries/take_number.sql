-- Write: the newest number taken, unless a greater one has been.
-- n
UPDATE meta SET n = max(n, :n)
