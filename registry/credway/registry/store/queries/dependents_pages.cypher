// For each of some things one page of the statements that rest on it on a day, as recorded at n: awards for it and the
// agreements that grant them, entries of lists, conditions that need it, claims that name it as their object.
// ids, day, after_sid and after_from (position, '' for the start), limit, n
// -> iri, how many there are in all (from the start), then the thirteen statement columns
UNWIND $ids AS id
WITH DISTINCT id
MATCH (t:Thing {iri: id})
CALL (t) {
  CALL (t) {
    MATCH (t)<-[:FROM|MEMBER|NEEDS|OBJECT]-(s:Statement)
    WHERE s.kind IN ['Award', 'ListEntry', 'Condition', 'Claim']
      AND s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    RETURN s
    UNION
    MATCH (t)<-[:FROM]-(a:Award)
    WHERE a.recordedFrom <= $n AND a.recordedTo > $n AND a.validFrom <= $day AND a.validTo > $day
    WITH DISTINCT a.subject AS subject
    MATCH (:Thing {iri: subject})<-[:GRANTS]-(s:Statement)
    WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    RETURN s
  }
  WITH DISTINCT s
  ORDER BY s.sid, s.validFrom
  WITH collect(s) AS resting
  RETURN size(resting) AS total,
    [s IN resting WHERE s.sid > $after_sid OR s.sid = $after_sid AND s.validFrom > $after_from][0..$limit] AS page
}
UNWIND page AS s
WITH t, total, s
ORDER BY t.iri, s.sid, s.validFrom
RETURN collect([t.iri, total, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
