// The first things by name, of several class families, that pass the filters: what is ranked.
{given}{start}
WHERE t.label IN $labels AND t.sort >= '' AND {scope} AND {passed}
WITH t
ORDER BY t.sort
LIMIT $limit
RETURN collect([t.iri, t.label, t.sort]) AS rows
