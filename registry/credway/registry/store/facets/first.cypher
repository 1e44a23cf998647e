// The first things by name, of several class families, that pass the filters: what is ranked.
{source}
WHERE t.label IN $labels AND t.sort >= '' AND {scope} AND {passed}
RETURN t.iri, t.label, t.sort
ORDER BY t.sort
LIMIT $limit
