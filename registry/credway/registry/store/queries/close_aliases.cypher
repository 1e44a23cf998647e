// Write, all rows at once: end the recorded time of open aliases.
// rows: alias, scheme, thing, document, recorded_from, recorded_to -> written
UNWIND $rows AS row
MATCH (a:Alias {
  alias: row.alias, scheme: row.scheme, thing: row.thing, document: row.document, recordedFrom: row.recorded_from
})
WHERE a.recordedTo = 2147483647
SET a.recordedTo = row.recorded_to
RETURN count(*) AS written
