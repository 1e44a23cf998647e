-- words
FROM (SELECT rowid AS id FROM thing_search WHERE thing_search MATCH :value_words) w CROSS JOIN thing t ON t.id = w.id
-- match
t.id IN (SELECT rowid FROM thing_search WHERE thing_search MATCH :value_words)
-- known
1
