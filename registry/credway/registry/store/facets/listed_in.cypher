// given
CALL () {
  UNWIND $value_whole AS whole
  MATCH (o:Thing {iri: whole})
  WHERE EXISTS { MATCH (o)<-[:PRINTED_IN]-(s:Statement)
    WHERE s.kind = 'ListEntry'
      AND s.recordedFrom <= $n AND s.recordedTo > $n
      AND CASE WHEN s.validFrom <= $day AND s.validTo > $day
        THEN coalesce(s.entryStatus, 'Approved') <> 'Removed' OR s.region IS NOT NULL ELSE s.entryStatus = 'Removed' END }
  RETURN collect(whole) AS `printed in $value_place`
}
// value
head([said IN [COLLECT {
  MATCH (t)<-[k:MEMBER|OF|OBJECT]-(s:Statement)
  WHERE (s.kind = 'ListEntry' AND s.place = $value_place
      OR s.kind = 'Recognition' AND s.action = 'listed' AND type(k) = 'OF'
      OR s.kind = 'Equivalence')
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND (s.validFrom <= $day AND s.validTo > $day OR s.entryStatus = 'Removed')
  OPTIONAL MATCH (s)-[:IN]->(v)
  RETURN [CASE
    WHEN s.kind = 'Equivalence' THEN CASE WHEN s.body CONTAINS '"link":"ceterms:supersede' THEN 'other' ELSE 'same' END
    WHEN s.kind = 'ListEntry' THEN CASE
      WHEN s.entryStatus IN ['Proposed', 'UnderReview'] OR s.stated < 2 AND v.iri IN $value_left THEN 'nothing'
      WHEN s.validFrom > $day OR s.validTo <= $day THEN 'nothing'
      WHEN s.entryStatus = 'Removed' THEN CASE
        WHEN s.region IS NULL OR replace(toLower(s.region), '-', ' ') IN $value_wide
        THEN 'against' ELSE 'nothing' END
      ELSE 'for' END
    WHEN split(split(s.body, '"exceptions":[')[1], ']')[0] CONTAINS '"' + $value_place + '"' THEN 'against'
    WHEN s.place = $value_place OR s.body CONTAINS '"everywhere":true'
      OR split(split(s.body, '"places":[')[1], ']')[0] CONTAINS '"' + $value_place + '"'
    THEN CASE WHEN s.denied IS NULL THEN 'for' ELSE 'against' END
    ELSE 'nothing' END, coalesce(v.iri, '')]
}] | CASE
  WHEN any(x IN said WHERE x[0] = 'for') THEN CASE
    WHEN none(x IN said WHERE x[0] = 'against'
      OR x[0] = 'for' AND any(pair IN $value_newer WHERE pair[0] = x[1] AND none(y IN said WHERE y[1] = pair[1])))
    THEN true END
  WHEN any(x IN said WHERE x[0] = 'against') THEN CASE WHEN none(x IN said WHERE x[0] = 'same') THEN false END
  WHEN none(x IN said WHERE x[0] IN ['same', 'other'])
    AND any(w IN $value_whole WHERE none(x IN said WHERE x[1] = w))
    AND all(w IN `printed in $value_place` WHERE any(x IN said WHERE x[1] = w))
    AND NOT EXISTS {
      MATCH (t)<-[:OF]-(c:Statement)-[:CONCEPT]->(:Thing)<-[:MEMBER]-(s:Statement)-[:IN]->(v:Thing)
      WHERE c.kind = 'Classification' AND c.aspect = 'occupation' AND c.recordedFrom <= $n AND c.recordedTo > $n
        AND v.iri IN $value_whole AND s.kind = 'ListEntry'
        AND s.recordedFrom <= $n AND s.recordedTo > $n
        AND CASE WHEN s.validFrom <= $day AND s.validTo > $day
          THEN coalesce(s.entryStatus, 'Approved') <> 'Removed' OR s.region IS NOT NULL ELSE s.entryStatus = 'Removed' END
    }
    AND NOT EXISTS {
      UNWIND CASE WHEN t.name IS NULL THEN [] ELSE [split(t.sort, '\u0000')[0]] END + COLLECT {
        MATCH (a:Alias)-[:NAMES]->(t)
        WHERE a.scheme = 'name' AND a.recordedFrom <= $n AND a.recordedTo > $n
        RETURN a.alias
      } AS name
      MATCH (p:Thing)
      WHERE p.label = 'ListEntry' AND p.sort STARTS WITH name + '\u0000'
      MATCH (s:Statement {subject: p.iri, kind: 'ListEntry'})-[:MEMBER]->(o:Thing)
      WHERE s.recordedFrom <= $n AND s.recordedTo > $n
        AND CASE WHEN s.validFrom <= $day AND s.validTo > $day
          THEN coalesce(s.entryStatus, 'Approved') <> 'Removed' OR s.region IS NOT NULL ELSE s.entryStatus = 'Removed' END
        AND EXISTS { MATCH (s)-[:IN]->(v:Thing) WHERE v.iri IN $value_whole }
        AND NOT EXISTS { MATCH (d:Statement {subject: o.iri, kind: 'Description'})
          WHERE d.recordedFrom <= $n AND d.recordedTo > $n }
      RETURN s
    }
  THEN false
END])
