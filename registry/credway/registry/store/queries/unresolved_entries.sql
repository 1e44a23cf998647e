-- Entries of some list versions that name no thing, only a printed name, as recorded at n.
-- ids (list versions), n -> the thirteen statement columns
SELECT s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM json_each(:ids) x
CROSS JOIN thing t ON t.iri = x.value
CROSS JOIN link l ON l.target = t.id AND l.role = 'PRINTED_IN'
CROSS JOIN statement s ON s.id = l.statement
WHERE s.kind = 'ListEntry' AND s.recorded_from <= :n AND s.recorded_to > :n
ORDER BY s.key, s.valid_from, s.sid
