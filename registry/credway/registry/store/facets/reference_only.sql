-- match
t.reference_only = :value
-- known
1
