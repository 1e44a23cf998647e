// The internal numbers of some things, each store's own.
// ids -> iri, internal number
UNWIND $ids AS id
MATCH (t:Thing {iri: id})
RETURN t.iri, elementId(t) ORDER BY t.iri
