// What documents say of some things themselves, as recorded at n, whenever valid.
// ids, n -> iri, then the thirteen statement columns; a description links nothing, so that its links are not looked for
UNWIND $ids AS id
MATCH (s:Statement {subject: id, kind: 'Description'})
WHERE s.recordedFrom <= $n AND s.recordedTo > $n
WITH s
ORDER BY s.subject, s.document, s.validFrom, s.sid
RETURN collect([s.subject, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, null]) AS rows
