-- For a publish: the open rows of some documents.
-- documents -> document, sid, valid_from, valid_to, recorded_from, source and target (the ends of an edge, else null),
-- subject (of an edge its source)
SELECT s.document, s.sid, s.valid_from, s.valid_to, s.recorded_from, NULL AS source, NULL AS target, s.subject
FROM json_each(:documents) x
CROSS JOIN statement s ON s.document = x.value AND s.recorded_to = 2147483647
UNION ALL
SELECT e.document, e.sid, e.valid_from, e.valid_to, e.recorded_from, a.iri, b.iri, a.iri
FROM json_each(:documents) x
CROSS JOIN edge e ON e.document = x.value AND e.recorded_to = 2147483647
CROSS JOIN thing a ON a.id = e.source
CROSS JOIN thing b ON b.id = e.target
