-- How many statements name a thing in any role, as recorded at n.
-- id, kinds (empty: all but Description), n -> count
SELECT count(DISTINCT s.id)
FROM thing t
CROSS JOIN link l ON l.target = t.id
CROSS JOIN statement s ON s.id = l.statement
WHERE t.iri = :id AND s.kind <> 'Description'
  AND (json_array_length(:kinds) = 0 OR s.kind IN (SELECT value FROM json_each(:kinds)))
  AND s.recorded_from <= :n AND s.recorded_to > :n
