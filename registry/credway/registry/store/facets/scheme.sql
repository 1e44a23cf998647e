-- match
t.iri >= :value AND t.iri < :value || char(1114111)
-- known
1
