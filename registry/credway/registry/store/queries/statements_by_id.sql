-- Statements by their content address, as recorded at n.
-- ids, n -> the thirteen statement columns
SELECT s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM json_each(:ids) x CROSS JOIN statement s ON s.sid = x.value
WHERE s.recorded_from <= :n AND s.recorded_to > :n
ORDER BY s.sid, s.valid_from
