-- For each class family how many things pass the filters, and how many of them (or beside them) rest on an unknown.
-- A value is null where it is unknown. Where things are judged at all, MATERIALIZED: once, not once for each sum.
WITH judged AS {once} (
  SELECT t.label AS label, {value} AS value
  {source}
  WHERE t.label IN (SELECT value FROM json_each(:labels)) AND {scope}
)
SELECT label, sum({counted}), sum(value IS NULL)
FROM judged
GROUP BY label
ORDER BY label
