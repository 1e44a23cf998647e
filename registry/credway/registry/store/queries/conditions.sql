-- Every condition that leads to some targets, to a depth, along relations that hold on a day.
-- ids, relations, depth, limit, day, n -> depth, then the thirteen statement columns
WITH RECURSIVE reached (thing, depth) AS (
  SELECT t.id, 0 FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
  UNION
  SELECT k.target, r.depth + 1
  FROM reached r
  CROSS JOIN link l ON l.target = r.thing AND l.role = 'OF'
  CROSS JOIN statement s ON s.id = l.statement
  CROSS JOIN link k ON k.statement = s.id AND k.role = 'NEEDS'
  WHERE r.depth < :depth AND s.kind = 'Condition'
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND s.body ->> 'relation' IN (SELECT value FROM json_each(:relations))
)
SELECT r.depth, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM (SELECT thing, min(depth) AS depth FROM reached GROUP BY thing) r
CROSS JOIN link l ON l.target = r.thing AND l.role = 'OF'
CROSS JOIN statement s ON s.id = l.statement
WHERE s.kind = 'Condition'
  AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
  AND s.body ->> 'relation' IN (SELECT value FROM json_each(:relations))
ORDER BY r.depth, s.key, s.document, s.sid
LIMIT :limit
