// Write, all rows at once: links that statements own, each a relationship of the type of its role.
// rows: sid, recorded_from, valid_from, role, ord, target -> written
UNWIND $rows AS row
MATCH (s:Statement {sid: row.sid, recordedFrom: row.recorded_from, validFrom: row.valid_from})
MATCH (t:Thing {iri: row.target})
CREATE (s)-[:$(row.role) {ord: row.ord}]->(t)
RETURN count(*) AS written
