-- For a publish: the open aliases of some documents.
-- documents -> alias, scheme, thing, document, recorded_from
SELECT a.alias, a.scheme, t.iri, a.document, a.recorded_from
FROM json_each(:documents) x
CROSS JOIN alias a ON a.document = x.value AND a.recorded_to = 2147483647
CROSS JOIN thing t ON t.id = a.thing
