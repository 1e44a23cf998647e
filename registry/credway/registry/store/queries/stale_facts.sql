-- Where what is noted of the facts about a credential (migration 2) is not what the rows that stand say.
-- limit -> iri, what is noted, what should be (null for a thing that is no credential)
SELECT iri, held, wanted
FROM (
  SELECT t.iri, t.issuer_since || ' ' || t.occupation_since || ' ' || t.cluster_since || ' ' || t.stated_from AS held, (
      SELECT coalesce(max(iif(fact = 'issuer', since, NULL)), 2147483647) || ' '
        || coalesce(max(iif(fact = 'occupation', since, NULL)), 2147483647) || ' '
        || coalesce(max(iif(fact = 'cluster', since, NULL)), 2147483647) || ' ' || coalesce(max(day), '0001-01-01')
      FROM (
        SELECT 'issuer' AS fact, e.recorded_from AS since, e.valid_from AS day
        FROM edge e
        WHERE e.source = t.id AND e.type IN ('OWNED_BY', 'OFFERED_BY')
          AND e.recorded_to = 2147483647 AND e.valid_to = '9999-12-31'
        UNION ALL
        SELECT iif(s.kind = 'Claim', 'issuer', s.body ->> 'aspect'), s.recorded_from, s.valid_from
        FROM link l CROSS JOIN statement s ON s.id = l.statement
        WHERE l.target = t.id AND l.role = 'OF' AND s.recorded_to = 2147483647 AND s.valid_to = '9999-12-31'
          AND (s.kind = 'Claim' AND s.body ->> 'predicate' = 'credway:issuer'
            OR s.kind = 'Classification' AND s.body ->> 'aspect' IN ('occupation', 'cluster')))) AS wanted
  FROM thing t
  WHERE t.label = 'Credential'
  UNION ALL
  SELECT t.iri, 'something', NULL
  FROM thing t
  WHERE t.label <> 'Credential' AND coalesce(t.issuer_since, t.occupation_since, t.cluster_since, t.stated_from) IS NOT NULL
)
WHERE held IS NOT wanted
ORDER BY iri
LIMIT :limit
