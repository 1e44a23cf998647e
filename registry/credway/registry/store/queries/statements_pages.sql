-- For each of some things one page of the statements that name it in any role, as recorded at n, whenever valid.
-- ids, kinds (empty: all but Description), after_sid and after_from (position, '' for the start), limit, n
-- -> iri, how many there are in all (from the start), then the thirteen statement columns
WITH named (iri, id, sid, valid_from, recorded_from) AS (
  SELECT DISTINCT t.iri, s.id, s.sid, s.valid_from, s.recorded_from
  FROM json_each(:ids) x
  CROSS JOIN thing t ON t.iri = x.value
  CROSS JOIN link l ON l.target = t.id
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind <> 'Description'
    AND (json_array_length(:kinds) = 0 OR s.kind IN (SELECT value FROM json_each(:kinds)))
    AND s.recorded_from <= :n AND s.recorded_to > :n
),
counted (iri, id, sid, valid_from, total) AS (
  SELECT iri, id, sid, valid_from, count(*) OVER (PARTITION BY iri) FROM named
),
placed (iri, id, total, place) AS (
  SELECT iri, id, total, row_number() OVER (PARTITION BY iri ORDER BY sid, valid_from)
  FROM counted
  WHERE (sid, valid_from) > (:after_sid, :after_from)
)
SELECT p.iri, p.total, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM placed p JOIN statement s ON s.id = p.id
WHERE p.place <= :limit
ORDER BY p.iri, p.place
