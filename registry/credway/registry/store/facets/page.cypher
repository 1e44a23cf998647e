// One page of a list: things of a class family that pass the filters, in order of `sort`.
// The index on (label, sort) is used only where both are compared, and in order only where both are ordered by.
{given}{start}
WHERE t.label = $label AND t.sort >= '' AND {scope} AND {passed} AND {position}
WITH t
ORDER BY t.label {direction}, t.sort {direction}
LIMIT $limit
RETURN collect([t.iri, t.sort]) AS rows
