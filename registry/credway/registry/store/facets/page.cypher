// One page of a list: things of a class family that pass the filters, in order of `sort`.
// The index on (label, sort) is used only where both are compared, and in order only where both are ordered by. What
// passes is a column before it is a condition: a server plans that in half the time.
{given}{start}
WHERE t.label = $label AND t.sort >= '' AND {position}
WITH *, {scope} AND {passed} AS passing
WHERE passing
WITH t
ORDER BY t.label {direction}, t.sort {direction}
LIMIT $limit
RETURN collect([t.iri, t.sort]) AS rows
