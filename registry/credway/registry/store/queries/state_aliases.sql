-- For a publish: the open aliases of some documents.
-- documents -> alias, scheme, thing, document, recorded_from
SELECT a.alias, a.scheme, t.iri, a.document, a.recorded_from
FROM alias a JOIN thing t ON t.id = a.thing
WHERE a.document IN (SELECT value FROM json_each(:documents)) AND a.recorded_to = 2147483647
