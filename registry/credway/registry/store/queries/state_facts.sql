-- Write, once for each row: which facts about a credential are stated (migration 2), read anew from what stands.
-- iri, anew (false: only where nothing is noted yet); what is no thing, or of another class family, is left
UPDATE thing SET (issuer_since, occupation_since, cluster_since, stated_from) = (
  SELECT coalesce(max(iif(fact = 'issuer', since, NULL)), 2147483647),
    coalesce(max(iif(fact = 'occupation', since, NULL)), 2147483647),
    coalesce(max(iif(fact = 'cluster', since, NULL)), 2147483647), coalesce(max(day), '0001-01-01')
  FROM (
    SELECT 'issuer' AS fact, e.recorded_from AS since, e.valid_from AS day
    FROM edge e
    WHERE e.source = thing.id AND e.type IN ('OWNED_BY', 'OFFERED_BY')
      AND e.recorded_to = 2147483647 AND e.valid_to = '9999-12-31'
    UNION ALL
    SELECT iif(s.kind = 'Claim', 'issuer', s.body ->> 'aspect'), s.recorded_from, s.valid_from
    FROM link l CROSS JOIN statement s ON s.id = l.statement
    WHERE l.target = thing.id AND l.role = 'OF' AND s.recorded_to = 2147483647 AND s.valid_to = '9999-12-31'
      AND (s.kind = 'Claim' AND s.body ->> 'predicate' = 'credway:issuer'
        OR s.kind = 'Classification' AND s.body ->> 'aspect' IN ('occupation', 'cluster'))))
WHERE iri = :iri AND label = 'Credential' AND (:anew OR issuer_since IS NULL)
