-- One page of the statements that name a thing in any role, as recorded at n, whenever valid.
-- id, kinds (empty: all but Description), after (a sid or ''), limit, n -> the thirteen statement columns
SELECT DISTINCT s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM thing t
CROSS JOIN link l ON l.target = t.id
CROSS JOIN statement s ON s.id = l.statement
WHERE t.iri = :id AND s.sid > :after AND s.kind <> 'Description'
  AND (json_array_length(:kinds) = 0 OR s.kind IN (SELECT value FROM json_each(:kinds)))
  AND s.recorded_from <= :n AND s.recorded_to > :n
ORDER BY s.sid, s.valid_from
LIMIT :limit
