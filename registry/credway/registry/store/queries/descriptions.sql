-- What documents say of some things themselves, as recorded at n, whenever valid.
-- ids, n -> iri, then the thirteen statement columns; a description links nothing, so that its links are not looked for
SELECT s.subject, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body, NULL
FROM json_each(:ids) x
CROSS JOIN statement s ON s.subject = x.value AND s.kind = 'Description'
WHERE s.recorded_from <= :n AND s.recorded_to > :n
ORDER BY s.subject, s.document, s.valid_from, s.sid
