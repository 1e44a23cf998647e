-- The first things by name, of several class families, that pass the filters: what is ranked.
SELECT t.iri, t.label, t.sort
{start}
WHERE t.label IN (SELECT value FROM json_each(:labels)) AND {scope} AND {passed}
ORDER BY t.sort
LIMIT :limit
