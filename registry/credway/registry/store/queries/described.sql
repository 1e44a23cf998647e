-- Which of some IRIs are things that a document describes, or documents held and not withdrawn, as recorded at n.
-- ids, n -> iri
SELECT DISTINCT x.value
FROM json_each(:ids) x
WHERE EXISTS (SELECT 1 FROM statement s WHERE s.subject = x.value AND s.kind = 'Description'
    AND s.recorded_from <= :n AND s.recorded_to > :n)
  OR EXISTS (SELECT 1 FROM envelope e WHERE e.document = x.value AND e.n <= :n
    AND (NOT e.withdrawn OR e.effective_from IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM envelope f WHERE f.document = e.document AND f.version > e.version AND f.n <= :n))
ORDER BY 1
