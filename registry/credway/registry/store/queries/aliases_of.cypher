// Every alias that some documents have ever given.
// documents -> alias, scheme, thing, document, recorded_from, recorded_to
UNWIND $documents AS document
MATCH (a:Alias {document: document})-[:NAMES]->(t:Thing)
RETURN a.alias, a.scheme, t.iri AS thing, a.document, a.recordedFrom, a.recordedTo
ORDER BY a.document, a.alias, a.scheme, thing, a.recordedFrom
