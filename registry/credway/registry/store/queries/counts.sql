-- How many things of each class family are held, and how many of them are published by an owner.
-- n (unused: counts are of the newest state) -> label, things, published
SELECT label, count(*), sum(reference_only = 0) FROM thing WHERE :n >= 0 GROUP BY label ORDER BY label
