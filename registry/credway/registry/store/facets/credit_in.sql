-- match
(EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  WHERE l.target = t.id AND l.role = 'FROM' AND s.kind = 'Award' AND s.body ->> 'refused' IS NULL
    AND instr(s.body, '"status":"lifeCycle:Ceased"') = 0 AND instr(s.body, '"status":"lifeCycle:Suspended"') = 0
    AND instr(s.body, '"status":"lifeCycle:Developing"') = 0
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND EXISTS (SELECT 1 FROM link k CROSS JOIN thing o ON o.id = k.target
      WHERE k.statement = s.id AND k.role = 'AT' AND (o.iri = :value
        OR EXISTS (SELECT 1 FROM edge e CROSS JOIN thing p ON p.id = e.target
          WHERE e.source = o.id AND e.type = 'LOCATED_IN' AND p.iri = :value
            AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day))))
OR EXISTS (SELECT 1 FROM link l CROSS JOIN statement p ON p.id = l.statement
  CROSS JOIN link g ON g.statement = p.id AND g.role = 'PROVIDES'
  CROSS JOIN link w ON w.target = g.target AND w.role = 'OPEN'
  CROSS JOIN statement s ON s.id = w.statement
  WHERE l.target = t.id AND l.role = 'FROM' AND p.kind = 'Award' AND s.kind = 'Award' AND s.body ->> 'refused' IS NULL
    AND instr(s.body, '"status":"lifeCycle:Ceased"') = 0 AND instr(s.body, '"status":"lifeCycle:Suspended"') = 0
    AND instr(s.body, '"status":"lifeCycle:Developing"') = 0
    AND NOT EXISTS (SELECT 1 FROM link h WHERE h.statement = s.id AND h.role = 'FROM')
    AND p.recorded_from <= :n AND p.recorded_to > :n AND p.valid_from <= :day AND p.valid_to > :day
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND EXISTS (SELECT 1 FROM link k CROSS JOIN thing o ON o.id = k.target
      WHERE k.statement = s.id AND k.role = 'AT' AND (o.iri = :value
        OR EXISTS (SELECT 1 FROM edge e CROSS JOIN thing q ON q.id = e.target
          WHERE e.source = o.id AND e.type = 'LOCATED_IN' AND q.iri = :value
            AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day)))))
-- known
(EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  CROSS JOIN link k ON k.statement = s.id AND k.role = 'AT' CROSS JOIN thing o ON o.id = k.target
  WHERE l.target = t.id AND l.role = 'FROM' AND s.kind = 'Award' AND s.body ->> 'refused' IS NOT NULL AND o.iri = :value
    AND instr(s.body, '"status":"lifeCycle:Ceased"') = 0 AND instr(s.body, '"status":"lifeCycle:Suspended"') = 0
    AND instr(s.body, '"status":"lifeCycle:Developing"') = 0
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND NOT EXISTS (SELECT 1 FROM link w
      WHERE w.statement = s.id AND (w.role = 'TOWARD' OR w.role = 'FROM' AND w.target <> t.id))
    AND instr(s.body, '"confidence":"0') = 0
    AND instr(s.body, '"commonCourses":') = 0 AND instr(s.body, '"requirements":') = 0
    AND instr(s.body, '"awardKind":"Recommendation"') = 0 AND instr(s.body, '"conditions":') = 0)
AND NOT EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  WHERE l.target = t.id AND l.role IN ('OF', 'OBJECT') AND s.kind = 'Equivalence'
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day))
