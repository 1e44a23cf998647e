// What is held about each state: statements that name it, and those of organizations located in it.
// n -> state (postal code or IRI), kind, statements, newest start, complete list versions
CALL () {
  MATCH (s:Statement)
  WHERE s.place IS NOT NULL AND s.recordedFrom <= $n AND s.recordedTo > $n
  RETURN s, s.place AS place, CASE WHEN s.kind = 'ListVersion' AND s.complete THEN 1 ELSE 0 END AS complete
  UNION
  MATCH (o:Thing)<-[e:LOCATED_IN]-(:Thing)<-[:AT]-(s:Statement)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND s.place IS NULL AND s.recordedFrom <= $n AND s.recordedTo > $n
  RETURN s, o.iri AS place, 0 AS complete
}
RETURN place, s.kind AS kind, count(*), max(s.validFrom), sum(complete)
ORDER BY place, kind
