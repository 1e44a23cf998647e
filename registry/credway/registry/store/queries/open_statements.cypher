// Write, all rows at once: statements, without their links; the kind is a label too, and what queries filter by is
// lifted out of the body.
// rows: sid, kind, key, document, version, asserted_by, subject, valid_from, valid_to, stated, recorded_from,
// recorded_to, place, number, body, lifted -> written
UNWIND $rows AS row
CREATE (s:Statement:$(row.kind) {
  sid: row.sid, kind: row.kind, key: row.key, document: row.document, version: row.version,
  assertedBy: row.asserted_by, subject: row.subject, validFrom: row.valid_from, validTo: row.valid_to,
  stated: row.stated, recordedFrom: row.recorded_from, recordedTo: row.recorded_to, place: row.place,
  number: row.number, body: row.body
})
SET s += row.lifted
RETURN count(*) AS written
