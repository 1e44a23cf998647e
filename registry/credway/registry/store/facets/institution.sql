-- match
:value = (EXISTS (SELECT 1 FROM alias a WHERE a.thing = t.id AND a.scheme = 'ceterms:ipedsID'
    AND a.recorded_from <= :n AND a.recorded_to > :n)
OR EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  WHERE l.target = t.id AND l.role = 'AT' AND s.kind = 'Award' AND s.recorded_from <= :n AND s.recorded_to > :n))
-- known
1
