-- The first statements of some kinds, by key, that link some things in some roles and hold on a day, as recorded at n.
-- ids, kinds, roles, day, limit, n -> the thirteen statement columns
WITH named (id, sid, key, document) AS (
  SELECT DISTINCT s.id, s.sid, s.key, s.document
  FROM json_each(:ids) x
  CROSS JOIN thing t ON t.iri = x.value
  CROSS JOIN link l ON l.target = t.id AND l.role IN (SELECT value FROM json_each(:roles))
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind IN (SELECT value FROM json_each(:kinds))
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
  ORDER BY s.key, s.document, s.sid
  LIMIT :limit
)
SELECT s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM named f CROSS JOIN statement s ON s.id = f.id
ORDER BY f.key, f.document, f.sid
