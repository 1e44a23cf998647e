-- What is stated about the issuer, the occupations and the clusters of the thing `t`, now and from its first day for ever.
-- -> fact, since (number), day
SELECT 'issuer' AS fact, e.recorded_from AS since, e.valid_from AS day
FROM edge e
WHERE e.source = t.id AND e.type IN ('OWNED_BY', 'OFFERED_BY')
  AND e.recorded_to = 2147483647 AND e.valid_to = '9999-12-31'
UNION ALL
SELECT iif(s.kind = 'Claim', 'issuer', s.body ->> 'aspect'), s.recorded_from, s.valid_from
FROM link l CROSS JOIN statement s ON s.id = l.statement
WHERE l.target = t.id AND l.role = 'OF' AND s.recorded_to = 2147483647 AND s.valid_to = '9999-12-31'
  AND (s.kind = 'Claim' AND s.body ->> 'predicate' = 'credway:issuer'
    OR s.kind = 'Classification' AND s.body ->> 'aspect' IN ('occupation', 'cluster'))
