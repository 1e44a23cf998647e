// Write: the newest number taken, unless a greater one has been.
// n
MATCH (m:Meta {one: 1})
SET m.n = CASE WHEN m.n < $n THEN $n ELSE m.n END
RETURN count(*) AS written
