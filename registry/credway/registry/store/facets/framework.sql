-- match
EXISTS (SELECT 1 FROM edge e CROSS JOIN thing o ON o.id = e.target
  WHERE e.source = t.id AND e.type IN ('PART_OF', 'TOP_CHILD_OF') AND o.iri = :value
    AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day)
-- known
1
