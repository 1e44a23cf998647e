// What attests some competencies, as recorded at n on a day: claims of them by some predicates, and conditions that
// require them, or what is so claimed to come with them, and what names the manifests among these; of each the first by key.
// ids, predicates, day, most (claims, as many conditions, and as many that name manifests), n -> the thirteen statement columns
CALL () {
  UNWIND $ids AS id
  MATCH (t:Thing {iri: id})
  RETURN collect(DISTINCT t) AS skills
}
{attested}
UNWIND claims + around + shared AS s
WITH s
ORDER BY s.key, s.document, s.sid
RETURN collect([s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
