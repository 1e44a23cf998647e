-- Every statement that some documents have ever made.
-- documents -> sid, kind, key, document, version, asserted_by, valid_from, valid_to, stated, recorded_from,
-- recorded_to, subject, place, number, body, links (as [role, target, ord])
SELECT s.sid, s.kind, s.key, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.recorded_to, s.subject, s.place, s.number, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM json_each(:documents) x
CROSS JOIN statement s ON s.document = x.value
ORDER BY s.document, s.sid, s.recorded_from, s.valid_from
