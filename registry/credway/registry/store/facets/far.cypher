// One page of a list that starts at what one facet says: at the things of which it is true, and at those of which it
// is unknown, which an index has in order. First some things are looked at in order, as they may fill the page; where
// very many fit, they lie so close together that the list is walked. Nothing is greater than null: a way that is not
// gone reads nothing of its index.
{given}CALL (*) {
  MATCH (t:Thing)
  WHERE t.label = $label AND t.sort >= '' AND {position}
  WITH *
  ORDER BY t.label {direction}, t.sort {direction}
  LIMIT {walked}
  WITH *
  WHERE {scope} AND {near}
  WITH t
  ORDER BY t.label {direction}, t.sort {direction}
  LIMIT $limit
  RETURN collect(t) AS near
}
CALL (*) {
  WITH *
  WHERE size(near) < $limit
  {start}
  WITH t
  LIMIT {many}
  RETURN collect(t) AS found
}
WITH *, size(near) = $limit AS filled, size(found) < {many} AS few
WITH *, CASE WHEN NOT filled AND few THEN '' END AS unsaid, CASE WHEN NOT filled AND NOT few THEN '' END AS walk
CALL (*) {
  UNWIND CASE WHEN filled THEN near ELSE [] END AS t
  RETURN t
  UNION ALL
  UNWIND CASE WHEN NOT filled AND few THEN found ELSE [] END AS t
  WITH *
  WHERE {fits} AND t.label = $label AND {scope} AND {others} AND {position}
  WITH t
  ORDER BY t.sort {direction}
  LIMIT $limit
  RETURN t
  UNION ALL
{unstated}  MATCH (t:Thing)
  WHERE t.label = $label AND t.sort >= walk AND {position}
  WITH *
  WHERE {scope} AND {passed}
  WITH t
  ORDER BY t.label {direction}, t.sort {direction}
  LIMIT $limit
  RETURN t
}
WITH t
ORDER BY t.sort {direction}
LIMIT $limit
RETURN collect([t.iri, t.sort]) AS rows
