-- What attests the competencies `skills`: claims of them, conditions that require them, or what is so claimed to come with
-- them, and what names the manifests of common conditions among these; of each the first by key. Continues a WITH.
-- predicates, day, most (claims, as many conditions, and as many that name manifests), n -> claims, around, shared
claims (id, sid, key, document) AS MATERIALIZED (
  SELECT DISTINCT s.id, s.sid, s.key, s.document
  FROM skills c
  CROSS JOIN link l ON l.target = c.id AND l.role = 'OBJECT'
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind = 'Claim' AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND s.body ->> 'predicate' IN (SELECT value FROM json_each(:predicates))
  ORDER BY s.key, s.document, s.sid
  LIMIT :most
),
around (id, sid, key, document) AS MATERIALIZED (
  SELECT DISTINCT s.id, s.sid, s.key, s.document
  FROM (
    SELECT id FROM skills
    UNION SELECT l.target FROM claims c CROSS JOIN link l ON l.statement = c.id AND l.role = 'OF'
  ) a
  CROSS JOIN link l ON l.target = a.id AND l.role = 'NEEDS'
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind = 'Condition' AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND s.body ->> 'relation' = 'requires'
  ORDER BY s.key, s.document, s.sid
  LIMIT :most
),
shared (id, sid, key, document) AS MATERIALIZED (
  SELECT DISTINCT s.id, s.sid, s.key, s.document
  FROM around a
  CROSS JOIN link m ON m.statement = a.id AND m.role = 'OF'
  CROSS JOIN thing t ON t.id = m.target AND t.label = 'ConditionManifest'
  CROSS JOIN link l ON l.target = m.target AND l.role = 'NEEDS'
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind = 'Condition' AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND s.body ->> 'relation' = 'commonConditions'
  ORDER BY s.key, s.document, s.sid
  LIMIT :most
)
