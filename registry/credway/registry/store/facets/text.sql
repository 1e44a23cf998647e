-- match
t.id IN (SELECT rowid FROM thing_search WHERE thing_search MATCH :value)
-- known
1
