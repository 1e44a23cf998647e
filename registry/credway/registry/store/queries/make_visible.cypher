// Write: the newest number that readers may pin, once all before it is committed. The lock comes before the
// comparison, so that of two writers the greater number stays.
// n
MERGE (v:Visible {one: 1})
SET v.locked = true
WITH v
SET v.n = CASE WHEN coalesce(v.n, 0) < $n THEN $n ELSE v.n END
