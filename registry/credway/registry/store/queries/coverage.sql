-- What is held about each state: statements that name it, and those of organizations located in it.
-- n -> state (postal code or IRI), kind, statements, newest start, complete list versions
SELECT place, kind, count(*), max(valid_from), sum(complete)
FROM (
  SELECT s.id, s.place AS place, s.kind AS kind, s.valid_from AS valid_from,
    coalesce(s.kind = 'ListVersion' AND s.body ->> 'complete' = 1, 0) AS complete
  FROM statement s
  WHERE s.place IS NOT NULL AND s.recorded_from <= :n AND s.recorded_to > :n
  UNION
  SELECT s.id, o.iri, s.kind, s.valid_from, 0
  FROM edge e
  JOIN link l ON l.target = e.source AND l.role = 'AT'
  JOIN statement s ON s.id = l.statement
  JOIN thing o ON o.id = e.target
  WHERE e.type = 'LOCATED_IN' AND e.recorded_from <= :n AND e.recorded_to > :n
    AND s.place IS NULL AND s.recorded_from <= :n AND s.recorded_to > :n
)
GROUP BY place, kind
ORDER BY place, kind
