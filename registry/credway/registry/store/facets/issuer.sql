-- start
SELECT e.source AS id FROM thing o CROSS JOIN edge e ON e.target = o.id AND e.type IN ('OWNED_BY', 'OFFERED_BY')
  WHERE o.iri = :value AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
  UNION
  SELECT l.target FROM thing o CROSS JOIN link c ON c.target = o.id AND c.role = 'OBJECT'
  CROSS JOIN statement s ON s.id = c.statement CROSS JOIN link l ON l.statement = s.id AND l.role = 'OF'
  WHERE o.iri = :value AND s.kind = 'Claim' AND s.body ->> 'predicate' = 'credway:issuer'
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
-- match
t.id IN (SELECT e.source FROM thing o CROSS JOIN edge e ON e.target = o.id AND e.type IN ('OWNED_BY', 'OFFERED_BY')
  WHERE o.iri = :value AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
  UNION ALL
  SELECT l.target FROM thing o CROSS JOIN link c ON c.target = o.id AND c.role = 'OBJECT'
  CROSS JOIN statement s ON s.id = c.statement CROSS JOIN link l ON l.statement = s.id AND l.role = 'OF'
  WHERE o.iri = :value AND s.kind = 'Claim' AND s.body ->> 'predicate' = 'credway:issuer'
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day)
-- known
EXISTS (SELECT 1 FROM edge e WHERE e.source = t.id AND e.type IN ('OWNED_BY', 'OFFERED_BY')
    AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day)
OR EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  WHERE l.target = t.id AND l.role = 'OF' AND s.kind = 'Claim' AND s.body ->> 'predicate' = 'credway:issuer'
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day)
