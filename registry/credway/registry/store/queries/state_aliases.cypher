// For a publish: the open aliases of some documents.
// documents -> alias, scheme, thing, document, recorded_from
UNWIND $documents AS document
MATCH (a:Alias {document: document})
WHERE a.recordedTo = 2147483647
RETURN collect([a.alias, a.scheme, a.thing, a.document, a.recordedFrom]) AS rows
