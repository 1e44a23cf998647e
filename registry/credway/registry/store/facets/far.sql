-- One page of a list that starts at what one facet says: at the things of which it is true, and at those of which it
-- is unknown, which an index has in order; where very many fit, they lie so close together that the list is walked.
-- Nothing equals null: a way that is not gone reads nothing of its index.
WITH found AS MATERIALIZED (
  SELECT id FROM ({start}) LIMIT {many}
),
way AS MATERIALIZED (
  SELECT it, iif(it = 'found', 2147483647, NULL) AS never, iif(it = 'found', :n, NULL) AS n,
    iif(it = 'found', :day, NULL) AS day, iif(it = 'walk', :label, NULL) AS label
  FROM (SELECT iif((SELECT count(*) FROM found) < {many}, 'found', 'walk') AS it)
)
SELECT iri, sort
FROM (
  SELECT * FROM (
    SELECT t.iri, t.sort
    FROM found w CROSS JOIN thing t ON t.id = w.id
    WHERE (SELECT it FROM way) = 'found' AND {fits} AND t.label = :label AND {scope} AND {others} AND {position}
    ORDER BY t.sort {direction}
    LIMIT :limit)
  UNION ALL
{unstated}  SELECT * FROM (
    SELECT t.iri, t.sort
    FROM thing t
    WHERE t.label = (SELECT label FROM way) AND {scope} AND {passed} AND {position}
    ORDER BY t.sort {direction}
    LIMIT :limit)
)
ORDER BY sort {direction}
LIMIT :limit
