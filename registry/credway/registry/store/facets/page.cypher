// One page of a list: things of a class family that pass the filters, in order of `sort`.
{source}
WHERE t.label = $label AND {filters} AND {position}
RETURN t.iri, t.sort
ORDER BY t.sort {direction}
LIMIT $limit
