-- For a publish: the open rows of some documents.
-- documents -> document, sid, valid_from, valid_to, recorded_from, source (the thing an edge starts at, else null)
SELECT s.document, s.sid, s.valid_from, s.valid_to, s.recorded_from, NULL AS source
FROM json_each(:documents) x
CROSS JOIN statement s ON s.document = x.value AND s.recorded_to = 2147483647
UNION ALL
SELECT e.document, e.sid, e.valid_from, e.valid_to, e.recorded_from, t.iri
FROM json_each(:documents) x
CROSS JOIN edge e ON e.document = x.value AND e.recorded_to = 2147483647
CROSS JOIN thing t ON t.id = e.source
