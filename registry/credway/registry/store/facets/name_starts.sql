-- match
t.sort >= :value AND t.sort < :value || char(1114111)
-- known
1
