// How many things pass the filters, and how many of them (or beside them) rest on an unknown.
{source}
WHERE t.label = $label
RETURN sum(CASE WHEN {filters} THEN 1 ELSE 0 END) AS passed, sum(CASE WHEN {unknown} THEN 1 ELSE 0 END) AS unsure
