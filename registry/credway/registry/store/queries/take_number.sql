-- Write: the newest number taken, unless a greater one has been, and which projection made its rows.
-- n, projection (or null)
UPDATE meta SET n = max(n, :n),
  oldest_projection = coalesce(min(oldest_projection, :projection), oldest_projection, :projection),
  newest_projection = coalesce(max(newest_projection, :projection), newest_projection, :projection)
