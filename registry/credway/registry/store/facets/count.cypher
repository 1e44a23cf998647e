// For each class family how many things pass the filters, and how many of them (or beside them) rest on an unknown.
// A value is null where it is unknown.
{given}{source}
WHERE t.label IN $labels AND t.sort >= '' AND {scope}
WITH t.label AS label, {value} AS value
RETURN label, sum(CASE WHEN {counted} THEN 1 ELSE 0 END) AS passed, sum(CASE WHEN value IS NULL THEN 1 ELSE 0 END) AS unsure
ORDER BY label
