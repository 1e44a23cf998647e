-- The resources that some documents describe.
-- documents -> resource, document
SELECT r.iri, r.document
FROM json_each(:documents) x
CROSS JOIN resource r ON r.document = x.value
ORDER BY r.iri
