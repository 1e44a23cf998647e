-- Where the text index does not hold the words of its thing.
-- limit -> iri (null where there is no such thing), what the index holds, what it should hold
SELECT t.iri, w.words, t.search
FROM thing t
LEFT JOIN (SELECT doc, group_concat(term, ' ' ORDER BY offset) AS words FROM thing_words GROUP BY doc) w ON w.doc = t.id
WHERE coalesce(w.words, '') <> t.search
UNION ALL
SELECT NULL, w.words, NULL
FROM (SELECT doc, group_concat(term, ' ' ORDER BY offset) AS words FROM thing_words GROUP BY doc) w
WHERE NOT EXISTS (SELECT 1 FROM thing t WHERE t.id = w.doc)
ORDER BY 1
LIMIT :limit
