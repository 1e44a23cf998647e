// Write, all rows at once: which documents describe some resources.
// rows: iri, document -> written
UNWIND $rows AS row
MERGE (r:Described {iri: row.iri})
SET r.document = row.document
RETURN count(*) AS written
