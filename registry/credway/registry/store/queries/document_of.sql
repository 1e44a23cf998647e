-- Which document describes a resource; a document describes itself.
-- ids (resources or documents), n -> asked, document
SELECT x.value, r.document FROM json_each(:ids) x CROSS JOIN resource r ON r.iri = x.value
UNION
SELECT DISTINCT x.value, e.document FROM json_each(:ids) x CROSS JOIN envelope e ON e.document = x.value AND e.n <= :n
ORDER BY 1, 2
