// Plain links of some things, both ways, as recorded at n on a day.
// ids, types, day, limit, n -> iri, direction (out | in), type, other end, its label, document, version, asserted_by, sid
UNWIND $ids AS id
MATCH (t:Thing {iri: id})
CALL (t) {
  MATCH (t)-[e:$any($types)]->(o:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
  RETURN 'out' AS direction, e, o
  UNION ALL
  MATCH (t)<-[e:$any($types)]-(o:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
  RETURN 'in' AS direction, e, o
}
WITH t, direction, e, o
ORDER BY t.iri, direction, type(e), o.iri, e.sid
LIMIT $limit
RETURN collect([t.iri, direction, type(e), o.iri, o.label, e.document, e.version, e.assertedBy, e.sid]) AS rows
