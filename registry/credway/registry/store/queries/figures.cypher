// What is measured of some things and said to be their kind, as recorded at n, whenever valid, and what describes these
// things, all that the statements name, and more.
// ids, measures, aspects (of kinds), named (more), n -> part, two texts, then the thirteen statement columns. Parts:
// `about` (an IRI, its label, what describes it as in `descriptions`), `said` (none, none, a statement)
CALL () {
  UNWIND $ids AS id
  MATCH (t:Thing {iri: id})<-[:OF]-(s:Statement)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n
    AND ((s.kind = 'Observation' AND s.measure IN $measures) OR (s.kind = 'Classification' AND s.aspect IN $aspects))
  RETURN collect(DISTINCT s) AS said
}
CALL (said) {
  CALL (said) {
    UNWIND said AS s
    MATCH (s)-->(t:Thing)
    RETURN t
    UNION
    UNWIND $ids + $named + [s IN said | s.subject] + [s IN said | s.assertedBy] AS id
    WITH DISTINCT id
    MATCH (t:Thing {iri: id})
    RETURN t
  }
  OPTIONAL MATCH (d:Statement {subject: t.iri, kind: 'Description'})
  WHERE d.recordedFrom <= $n AND d.recordedTo > $n
  RETURN collect(['about', t.iri, t.label, d]) AS about
}
UNWIND about + [s IN said | ['said', null, null, s]] AS row
WITH row[0] AS part, row[1] AS iri, row[2] AS label, row[3] AS s
ORDER BY part, iri, s.key, s.document, s.validFrom, s.sid
RETURN collect([part, iri, label, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body,
  CASE part WHEN 'said' THEN COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] } END]) AS rows
