-- One page of a list that starts at what one facet says, which an index has in the order of the list: as far as the page
-- goes is read of it, and of those of which the facet is unknown.
WITH way AS MATERIALIZED (SELECT 2147483647 AS never, :n AS n, :day AS day)
SELECT iri, sort
FROM (
{unstated}  SELECT * FROM (
    SELECT DISTINCT t.iri, k.sort
    {ordered}
      AND {fits} AND t.label = :label AND {scope} AND {others} AND {place}
    ORDER BY k.sort {direction}
    LIMIT :limit)
)
ORDER BY sort {direction}
LIMIT :limit
