// How many statements name a thing in any role, as recorded at n.
// id, kinds (empty: all but Description), n -> count
MATCH (t:Thing {iri: $id})<--(s:Statement)
WHERE s.kind <> 'Description' AND (size($kinds) = 0 OR s.kind IN $kinds)
  AND s.recordedFrom <= $n AND s.recordedTo > $n
RETURN count(DISTINCT s)
