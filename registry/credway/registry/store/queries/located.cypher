// The states in which some organizations are, as recorded at n on a day.
// ids, day, n -> iri, state IRI
UNWIND $ids AS id
MATCH (t:Thing {iri: id})-[e:LOCATED_IN]->(o:Thing)
WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
WITH t, o
ORDER BY t.iri, o.iri
RETURN collect([t.iri, o.iri]) AS rows
