// For each of some things one page of the statements that name it in any role, as recorded at n, whenever valid.
// ids, kinds (empty: all but Description), after_sid and after_from (position, '' for the start), limit, n
// -> iri, how many there are in all (from the start), then the thirteen statement columns
UNWIND $ids AS id
WITH DISTINCT id
MATCH (t:Thing {iri: id})
CALL (t) {
  MATCH (t)<--(s:Statement)
  WHERE s.kind <> 'Description' AND (size($kinds) = 0 OR s.kind IN $kinds)
  AND s.recordedFrom <= $n AND s.recordedTo > $n
  RETURN count(DISTINCT s) AS total
}
CALL (t) {
  MATCH (t)<--(s:Statement)
  WHERE s.kind <> 'Description' AND (size($kinds) = 0 OR s.kind IN $kinds)
  AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND (s.sid > $after_sid OR s.sid = $after_sid AND s.validFrom > $after_from)
  WITH DISTINCT s
  ORDER BY s.sid, s.validFrom
  LIMIT $limit
  RETURN s
}
WITH t, total, s
ORDER BY t.iri, s.sid, s.validFrom
RETURN collect([t.iri, total, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated,
  s.recordedFrom, s.body, COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
