-- What attests some competencies, as recorded at n on a day: claims of them by some predicates, and conditions that
-- require them, or what is so claimed to come with them; of each the first by key.
-- ids, predicates, day, limit (claims, and as many conditions), n -> the thirteen statement columns
WITH claims (id, sid, key, document) AS MATERIALIZED (
  SELECT DISTINCT s.id, s.sid, s.key, s.document
  FROM json_each(:ids) x
  CROSS JOIN thing t ON t.iri = x.value
  CROSS JOIN link l ON l.target = t.id AND l.role = 'OBJECT'
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind = 'Claim' AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND s.body ->> 'predicate' IN (SELECT value FROM json_each(:predicates))
  ORDER BY s.key, s.document, s.sid
  LIMIT :limit
),
conditions (id, sid, key, document) AS MATERIALIZED (
  SELECT DISTINCT s.id, s.sid, s.key, s.document
  FROM (
    SELECT t.id FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
    UNION SELECT l.target FROM claims c CROSS JOIN link l ON l.statement = c.id AND l.role = 'OF'
  ) a
  CROSS JOIN link l ON l.target = a.id AND l.role = 'NEEDS'
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind = 'Condition' AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND s.body ->> 'relation' = 'requires'
  ORDER BY s.key, s.document, s.sid
  LIMIT :limit
)
SELECT s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM (SELECT id FROM claims UNION ALL SELECT id FROM conditions) f CROSS JOIN statement s ON s.id = f.id
ORDER BY s.key, s.document, s.sid
