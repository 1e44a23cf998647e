-- ordered
FROM thing o CROSS JOIN classified k ON k.concept = o.id CROSS JOIN statement s ON s.id = k.statement
  CROSS JOIN thing t ON t.id = k.thing
  WHERE o.iri = :value AND s.kind = 'Classification'
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
-- match
EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  CROSS JOIN link c ON c.statement = s.id AND c.role = 'CONCEPT' CROSS JOIN thing o ON o.id = c.target
  WHERE l.target = t.id AND l.role = 'OF' AND s.kind = 'Classification' AND o.iri = :value
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day)
-- known
EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  WHERE l.target = t.id AND l.role = 'OF' AND s.kind = 'Classification' AND s.body ->> 'aspect' = 'occupation'
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day)
