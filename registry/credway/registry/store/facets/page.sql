-- One page of a list: things of a class family that pass the filters, in order of `sort`.
SELECT t.iri, t.sort
{start}
WHERE t.label = :label AND {scope} AND {passed} AND {position}
ORDER BY t.sort {direction}
LIMIT :limit
