// Every edge that some documents have ever made.
// documents -> sid, kind, document, version, asserted_by, valid_from, valid_to, stated, recorded_from, recorded_to,
// source, target
UNWIND $documents AS document
MATCH (:Document {iri: document})-[:LINKS_FROM]->(a:Thing)-[e]->(b:Thing)
WHERE e.document = document
RETURN e.sid, type(e), e.document, e.version, e.assertedBy, e.validFrom, e.validTo, e.stated,
  e.recordedFrom, e.recordedTo, a.iri, b.iri
ORDER BY e.document, e.sid, e.recordedFrom, e.validFrom
