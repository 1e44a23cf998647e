// Write, all rows at once: end the recorded time of open edges.
// rows: sid, recorded_from, valid_from, source, recorded_to -> written
UNWIND $rows AS row
MATCH (:Thing {iri: row.source})-[e {sid: row.sid, recordedFrom: row.recorded_from, validFrom: row.valid_from}]->(:Thing)
WHERE e.recordedTo = 2147483647
SET e.recordedTo = row.recorded_to
RETURN count(*)
