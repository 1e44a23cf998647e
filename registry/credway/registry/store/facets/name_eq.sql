-- match
t.sort >= :value || char(0) AND t.sort < :value || char(1)
-- known
1
