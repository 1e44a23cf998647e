-- What belongs to no document: rows of documents never published, and anything that lacks an end.
-- limit -> what (statement | link | edge | alias | resource), its sid, alias or IRI, document
SELECT 'statement', s.sid, s.document FROM statement s
WHERE NOT EXISTS (SELECT 1 FROM envelope v WHERE v.document = s.document)
UNION
SELECT 'link', coalesce(s.sid, l.role), s.document
FROM link l LEFT JOIN statement s ON s.id = l.statement LEFT JOIN thing t ON t.id = l.target
WHERE s.id IS NULL OR t.id IS NULL
UNION
SELECT 'edge', e.sid, e.document
FROM edge e LEFT JOIN thing a ON a.id = e.source LEFT JOIN thing b ON b.id = e.target
WHERE a.id IS NULL OR b.id IS NULL OR NOT EXISTS (SELECT 1 FROM envelope v WHERE v.document = e.document)
UNION
SELECT 'alias', a.alias, a.document
FROM alias a LEFT JOIN thing t ON t.id = a.thing
WHERE t.id IS NULL OR NOT EXISTS (SELECT 1 FROM envelope v WHERE v.document = a.document)
UNION
SELECT 'resource', r.iri, r.document FROM resource r
WHERE NOT EXISTS (SELECT 1 FROM envelope v WHERE v.document = r.document)
ORDER BY 1, 2, 3
LIMIT :limit
