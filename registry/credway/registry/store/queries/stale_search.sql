-- Where the text index does not hold the words of its thing.
-- limit -> iri (null where there is no such thing), what the index holds, what it should hold
-- Things and words are put side by side by one sort: joined, each thing would look through all words.
WITH words AS (
  SELECT doc AS id, NULL AS iri, group_concat(term, ' ' ORDER BY offset) AS held, NULL AS wanted
  FROM thing_words GROUP BY doc
),
both AS (
  SELECT id, max(iri) AS iri, max(held) AS held, max(wanted) AS wanted, count(iri) AS things
  FROM (SELECT id, iri, NULL AS held, search AS wanted FROM thing UNION ALL SELECT id, iri, held, wanted FROM words)
  GROUP BY id
)
SELECT iri, held, wanted
FROM both
WHERE things = 0 OR coalesce(held, '') <> wanted
ORDER BY iri
LIMIT :limit
