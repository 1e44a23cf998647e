-- Every alias that some documents have ever given.
-- documents -> alias, scheme, thing, document, recorded_from, recorded_to
SELECT a.alias, a.scheme, t.iri, a.document, a.recorded_from, a.recorded_to
FROM json_each(:documents) x
CROSS JOIN alias a ON a.document = x.value
CROSS JOIN thing t ON t.id = a.thing
ORDER BY a.document, a.alias, a.scheme, t.iri, a.recorded_from
