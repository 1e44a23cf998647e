// How many things of each class family are held, and how many of them are published by an owner.
// n (unused: counts are of the newest state) -> label, things, published
MATCH (t:Thing)
WHERE $n >= 0
RETURN t.label AS label, count(*), sum(CASE WHEN t.referenceOnly THEN 0 ELSE 1 END)
ORDER BY label
