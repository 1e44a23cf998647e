// For a publish: which documents describe some resources, and which of these are reference records.
// resources -> resource, document, reference_only
UNWIND $resources AS resource
MATCH (r:Described {iri: resource})
MATCH (t:Thing {iri: resource})
RETURN collect([r.iri, r.document, t.referenceOnly]) AS rows
