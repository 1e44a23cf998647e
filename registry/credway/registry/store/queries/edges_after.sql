-- Every edge ever recorded, by internal number, for `check`.
-- after, limit -> position and all columns of an edge row
SELECT e.id, e.sid, e.type, a.iri, b.iri, e.document, e.version, e.asserted_by,
  e.valid_from, e.valid_to, e.stated, e.recorded_from, e.recorded_to
FROM edge e JOIN thing a ON a.id = e.source JOIN thing b ON b.id = e.target
WHERE e.id > :after
ORDER BY e.id
LIMIT :limit
