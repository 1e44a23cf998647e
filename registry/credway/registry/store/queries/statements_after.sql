-- Every statement ever recorded, by internal number, for `check`.
-- after, limit -> position and all columns of a statement row, links as [role, target, ord]
SELECT s.id, s.sid, s.kind, s.key, s.document, s.version, s.asserted_by, s.subject,
  s.valid_from, s.valid_to, s.stated, s.recorded_from, s.recorded_to, s.place, s.number, s.body,
  (SELECT json_group_array(json_array(l.role, t.iri, l.ord) ORDER BY l.role, l.ord, t.iri)
   FROM link l JOIN thing t ON t.id = l.target WHERE l.statement = s.id)
FROM statement s
WHERE s.id > :after
ORDER BY s.id
LIMIT :limit
