// Write: the newest number taken, unless a greater one has been, and which projection made its rows.
// n, projection (or null)
MATCH (m:Meta {one: 1})
SET m.n = CASE WHEN m.n < $n THEN $n ELSE m.n END,
  m.oldestProjection = CASE WHEN m.oldestProjection <= $projection THEN m.oldestProjection
    ELSE coalesce($projection, m.oldestProjection) END,
  m.newestProjection = CASE WHEN m.newestProjection >= $projection THEN m.newestProjection
    ELSE coalesce($projection, m.newestProjection) END
RETURN count(*) AS written
