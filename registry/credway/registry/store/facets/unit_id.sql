-- words
FROM (SELECT DISTINCT a.thing AS id FROM alias a WHERE a.alias = :value AND a.scheme = 'ceterms:ipedsID'
    AND a.recorded_from <= :n AND a.recorded_to > :n) w CROSS JOIN thing t ON t.id = w.id
-- match
EXISTS (SELECT 1 FROM alias a WHERE a.thing = t.id AND a.scheme = 'ceterms:ipedsID' AND a.alias = :value
    AND a.recorded_from <= :n AND a.recorded_to > :n)
-- known
1
