-- match
EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  WHERE l.target = t.id AND l.role = 'OF' AND s.kind = 'Condition'
    AND s.number >= :value_low AND s.number <= :value_high
    AND s.body ->> 'relation' IN ('requires', 'corequisite') AND instr(s.body, '"tree":{"all":') > 0
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day)
-- known
EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  WHERE l.target = t.id AND l.role = 'OF' AND s.kind = 'Condition' AND s.number IS NOT NULL
    AND s.body ->> 'relation' IN ('requires', 'corequisite') AND instr(s.body, '"tree":{"all":') > 0
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day)
AND NOT EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  WHERE l.target = t.id AND l.role = 'OF' AND s.kind = 'Condition'
    AND s.number >= :value_low AND s.number <= :value_high
    AND s.body ->> 'relation' IN ('requires', 'corequisite') AND instr(s.body, '"tree":{"all":') = 0
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day)
