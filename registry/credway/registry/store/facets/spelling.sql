-- words
FROM (SELECT o.id AS id FROM json_each(:value) x CROSS JOIN thing o ON o.iri = x.value
  UNION
  SELECT a.thing FROM json_each(:value) x CROSS JOIN alias a ON a.alias = x.value
    AND a.recorded_from <= :n AND a.recorded_to > :n) w CROSS JOIN thing t ON t.id = w.id
-- match
t.id IN (SELECT o.id FROM json_each(:value) x CROSS JOIN thing o ON o.iri = x.value
  UNION ALL
  SELECT a.thing FROM json_each(:value) x CROSS JOIN alias a ON a.alias = x.value
    AND a.recorded_from <= :n AND a.recorded_to > :n)
-- known
1
