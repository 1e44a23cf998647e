// Write, all rows at once: end the recorded time of open edges.
// Both ends are given, so that of a thing with many edges only those to the other end are looked at.
// rows: sid, recorded_from, valid_from, source, target, recorded_to -> written
UNWIND $rows AS row
MATCH (a:Thing {iri: row.source})
MATCH (b:Thing {iri: row.target})
MATCH (a)-[e]->(b)
WHERE e.sid = row.sid AND e.recordedFrom = row.recorded_from AND e.validFrom = row.valid_from AND e.recordedTo = 2147483647
SET e.recordedTo = row.recorded_to
RETURN count(*) AS written
