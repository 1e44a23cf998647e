-- What is measured of some things and said to be their kind, as recorded at n, whenever valid, and what describes these
-- things, all that the statements name, and more.
-- ids, measures, aspects (of kinds), named (more), n -> part, two texts, then the thirteen statement columns. Parts:
-- `about` (an IRI, its label, what describes it as in `descriptions`), `said` (none, none, a statement)
WITH said (id) AS MATERIALIZED (
  SELECT DISTINCT s.id
  FROM json_each(:ids) x
  CROSS JOIN thing t ON t.iri = x.value
  CROSS JOIN link l ON l.target = t.id AND l.role = 'OF'
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.recorded_from <= :n AND s.recorded_to > :n AND (
    (s.kind = 'Observation' AND s.body ->> 'measure' IN (SELECT value FROM json_each(:measures)))
    OR (s.kind = 'Classification' AND s.body ->> 'aspect' IN (SELECT value FROM json_each(:aspects)))
  )
),
about (id) AS (
  SELECT l.target FROM said f CROSS JOIN link l ON l.statement = f.id
  UNION
  SELECT t.id
  FROM (
    SELECT s.subject AS iri FROM said f CROSS JOIN statement s ON s.id = f.id
    UNION SELECT s.asserted_by FROM said f CROSS JOIN statement s ON s.id = f.id
    UNION SELECT value FROM json_each(:ids) UNION SELECT value FROM json_each(:named)
  ) x CROSS JOIN thing t ON t.iri = x.iri
),
found (part, iri, label, id) AS (
  SELECT 'about', t.iri, t.label, d.id
  FROM about a CROSS JOIN thing t ON t.id = a.id
  LEFT JOIN statement d ON d.subject = t.iri AND d.kind = 'Description' AND d.recorded_from <= :n AND d.recorded_to > :n
  UNION ALL
  SELECT 'said', NULL, NULL, id FROM said
)
SELECT f.part, f.iri, f.label, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  CASE f.part WHEN 'said' THEN
    (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
     WHERE k.statement = s.id)
  END
FROM found f LEFT JOIN statement s ON s.id = f.id
ORDER BY f.part, f.iri, s.key, s.document, s.valid_from, s.sid
