// Write, all rows at once: plain links between things; the document is tied to the things at which its links start,
// so that its links are found without an index on each type.
// rows: sid, kind, source, target, document, version, asserted_by, valid_from, valid_to, stated, recorded_from,
// recorded_to -> written
UNWIND $rows AS row
MATCH (a:Thing {iri: row.source})
MATCH (b:Thing {iri: row.target})
MERGE (d:Document {iri: row.document})
MERGE (d)-[:LINKS_FROM]->(a)
CREATE (a)-[:$(row.kind) {
  sid: row.sid, document: row.document, version: row.version, assertedBy: row.asserted_by,
  validFrom: row.valid_from, validTo: row.valid_to, stated: row.stated,
  recordedFrom: row.recorded_from, recordedTo: row.recorded_to
}]->(b)
RETURN count(*) AS written
