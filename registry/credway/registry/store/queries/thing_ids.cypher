// The internal numbers of some things, each store's own.
// ids -> iri, internal number
UNWIND $ids AS id
MATCH (t:Thing {iri: id})
WITH t
ORDER BY t.iri
RETURN collect([t.iri, elementId(t)]) AS rows
