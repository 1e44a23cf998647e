-- Every edge that some documents have ever made.
-- documents -> sid, kind, document, version, asserted_by, valid_from, valid_to, stated, recorded_from, recorded_to,
-- source, target
SELECT e.sid, e.type, e.document, e.version, e.asserted_by, e.valid_from, e.valid_to, e.stated,
  e.recorded_from, e.recorded_to, a.iri, b.iri
FROM json_each(:documents) x
CROSS JOIN edge e ON e.document = x.value
CROSS JOIN thing a ON a.id = e.source
CROSS JOIN thing b ON b.id = e.target
ORDER BY e.document, e.sid, e.recorded_from, e.valid_from
