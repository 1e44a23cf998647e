-- What documents say of some things themselves, as recorded at n, whenever valid.
-- ids, n -> iri, label, then the thirteen statement columns (all null where nobody describes it); a description links
-- nothing, so that its links are not looked for
SELECT t.iri, t.label, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body, NULL
FROM json_each(:ids) x
CROSS JOIN thing t ON t.iri = x.value
LEFT JOIN statement s ON s.subject = t.iri AND s.kind = 'Description'
  AND s.recorded_from <= :n AND s.recorded_to > :n
ORDER BY t.iri, s.document, s.valid_from, s.sid
