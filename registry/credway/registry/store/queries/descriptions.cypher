// What documents say of some things themselves, as recorded at n, whenever valid.
// ids, n -> iri, label, then the thirteen statement columns (all null where nobody describes it); a description links
// nothing, so that its links are not looked for
UNWIND $ids AS id
MATCH (t:Thing {iri: id})
OPTIONAL MATCH (s:Statement {subject: id, kind: 'Description'})
WHERE s.recordedFrom <= $n AND s.recordedTo > $n
WITH t, s
ORDER BY t.iri, s.document, s.validFrom, s.sid
RETURN collect([t.iri, t.label, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, null]) AS rows
