// The resources that some documents describe.
// documents -> resource, document
UNWIND $documents AS document
MATCH (r:Described {document: document})
RETURN r.iri, r.document
ORDER BY r.iri
