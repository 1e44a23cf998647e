-- The internal numbers of some things, each store's own.
-- ids -> iri, internal number
SELECT t.iri, t.id FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value ORDER BY t.iri
