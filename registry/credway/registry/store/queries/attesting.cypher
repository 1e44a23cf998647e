// What attests some competencies, as recorded at n on a day: claims of them by some predicates, and conditions that
// require them, or what is so claimed to come with them; of each the first by key.
// ids, predicates, day, most (claims, and as many conditions), n -> the thirteen statement columns
CALL () {
  UNWIND $ids AS id
  MATCH (t:Thing {iri: id})
  RETURN collect(DISTINCT t) AS skills
}
{attested}
UNWIND claims + around AS s
WITH s
ORDER BY s.key, s.document, s.sid
RETURN collect([s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
