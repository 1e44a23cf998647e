-- words
FROM (SELECT rowid AS id FROM thing_search WHERE thing_search MATCH :value_words
  UNION
  SELECT o.id FROM json_each(:value_spellings) x CROSS JOIN thing o ON o.iri = x.value
  UNION
  SELECT a.thing FROM json_each(:value_spellings) x CROSS JOIN alias a ON a.alias = x.value
    AND a.recorded_from <= :n AND a.recorded_to > :n) w CROSS JOIN thing t ON t.id = w.id
-- match
t.id IN (SELECT rowid FROM thing_search WHERE thing_search MATCH :value_words
  UNION ALL
  SELECT o.id FROM json_each(:value_spellings) x CROSS JOIN thing o ON o.iri = x.value
  UNION ALL
  SELECT a.thing FROM json_each(:value_spellings) x CROSS JOIN alias a ON a.alias = x.value
    AND a.recorded_from <= :n AND a.recorded_to > :n)
-- known
1
