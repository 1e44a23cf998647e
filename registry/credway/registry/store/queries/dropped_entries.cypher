// Credentials that versions of a list named until the day, where none in force on it does, and that awards rest on: on
// themselves, or perhaps on what stands for them.
// ids (versions of lists begun by the day), lists (for each the complete version that it is compared with), standing (for
// each whether it is in force, 1 or 0), day, n -> credential, the complete version, and the first day after the last
// entry in that version itself, '' where it had none
UNWIND range(0, size($ids) - 1) AS i
WITH $ids[i] AS id, $lists[i] AS list
MATCH (v:Thing {iri: id})<-[:IN]-(s:ListEntry)-[:MEMBER]->(c:Thing)
WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day
  AND NOT coalesce(s.entryStatus, '') IN ['Proposed', 'UnderReview', 'Removed']
  AND (EXISTS { (c)<-[:FROM]-(:Award) } OR EXISTS { (c)<-[:OF|OBJECT]-(:Equivalence) })
WITH list, c, max(CASE WHEN id = list THEN s.validTo ELSE '' END) AS ended
WHERE NOT EXISTS {
  MATCH (c)<-[:MEMBER]-(e:ListEntry)-[:IN]->(w:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
    AND any(k IN range(0, size($ids) - 1) WHERE $ids[k] = w.iri AND $lists[k] = list AND $standing[k] = 1)
}
WITH c.iri AS credential, list, ended
ORDER BY credential, list
RETURN collect([credential, list, ended]) AS rows
