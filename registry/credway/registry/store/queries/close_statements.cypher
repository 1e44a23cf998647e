// Write, all rows at once: end the recorded time of open statements.
// rows: sid, recorded_from, valid_from, recorded_to -> written
UNWIND $rows AS row
MATCH (s:Statement {sid: row.sid, recordedFrom: row.recorded_from, validFrom: row.valid_from})
WHERE s.recordedTo = 2147483647
SET s.recordedTo = row.recorded_to
RETURN count(*) AS written
