-- List versions of some states, as recorded at n, whenever valid.
-- places (postal codes), n -> the thirteen statement columns
SELECT s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM json_each(:places) x
CROSS JOIN statement s ON s.kind = 'ListVersion' AND s.place = x.value
WHERE s.recorded_from <= :n AND s.recorded_to > :n
ORDER BY s.key, s.valid_from, s.sid
