// For a publish: the open rows of some documents.
// documents -> document, sid, valid_from, valid_to, recorded_from, source (the thing an edge starts at, else null)
UNWIND $documents AS document
CALL (document) {
  MATCH (s:Statement {document: document})
  WHERE s.recordedTo = 2147483647
  RETURN s AS row, null AS source
  UNION ALL
  MATCH (:Document {iri: document})-[:LINKS_FROM]->(t:Thing)-[e]->(:Thing)
  WHERE e.document = document AND e.recordedTo = 2147483647
  RETURN e AS row, t.iri AS source
}
RETURN document, row.sid, row.validFrom, row.validTo, row.recordedFrom, source
