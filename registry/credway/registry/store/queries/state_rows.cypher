// For a publish: the open rows of some documents.
// documents -> document, sid, valid_from, valid_to, recorded_from, source and target (the ends of an edge, else null),
// subject (of an edge its source)
UNWIND $documents AS document
CALL (document) {
  MATCH (s:Statement {document: document})
  WHERE s.recordedTo = 2147483647
  RETURN s AS row, null AS source, null AS target, s.subject AS subject
  UNION ALL
  MATCH (:Document {iri: document})-[:LINKS_FROM]->(a:Thing)-[e]->(b:Thing)
  WHERE e.document = document AND e.recordedTo = 2147483647
  RETURN e AS row, a.iri AS source, b.iri AS target, a.iri AS subject
}
RETURN collect([document, row.sid, row.validFrom, row.validTo, row.recordedFrom, source, target, subject]) AS rows
