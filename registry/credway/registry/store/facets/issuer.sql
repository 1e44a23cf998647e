-- match
EXISTS (SELECT 1 FROM edge e CROSS JOIN thing o ON o.id = e.target
  WHERE e.source = t.id AND e.type IN ('OWNED_BY', 'OFFERED_BY') AND o.iri = :value
    AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day)
OR EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  CROSS JOIN link c ON c.statement = s.id AND c.role = 'OBJECT' CROSS JOIN thing o ON o.id = c.target
  WHERE l.target = t.id AND l.role = 'OF' AND s.kind = 'Claim' AND s.body ->> 'predicate' = 'credway:issuer' AND o.iri = :value
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day)
-- known
EXISTS (SELECT 1 FROM edge e WHERE e.source = t.id AND e.type IN ('OWNED_BY', 'OFFERED_BY')
    AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day)
OR EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  WHERE l.target = t.id AND l.role = 'OF' AND s.kind = 'Claim' AND s.body ->> 'predicate' = 'credway:issuer'
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day)
