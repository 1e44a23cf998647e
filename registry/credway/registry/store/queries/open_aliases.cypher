// Write, all rows at once: other spellings of things.
// rows: alias, scheme, thing, document, recorded_from, recorded_to -> written
UNWIND $rows AS row
MATCH (t:Thing {iri: row.thing})
CREATE (:Alias {
  alias: row.alias, scheme: row.scheme, thing: row.thing, document: row.document,
  recordedFrom: row.recorded_from, recordedTo: row.recorded_to
})-[:NAMES]->(t)
RETURN count(*) AS written
