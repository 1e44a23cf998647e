-- Statements of some kinds whose subject is one of some things, as recorded at n, whenever valid.
-- ids, kinds, n -> the thirteen statement columns
SELECT s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM json_each(:ids) x
CROSS JOIN json_each(:kinds) y
CROSS JOIN statement s ON s.subject = x.value AND s.kind = y.value
WHERE s.recorded_from <= :n AND s.recorded_to > :n
ORDER BY s.key, s.document, s.valid_from, s.sid
