-- Where what is noted of the facts about a credential (migration 2) is not what the rows that stand say.
-- limit -> iri, what is noted, what should be (null for a thing that is no credential)
SELECT iri, held, wanted
FROM (
  SELECT t.iri, t.issuer_since || ' ' || t.occupation_since || ' ' || t.cluster_since || ' ' || t.stated_from AS held, (
      SELECT coalesce(max(iif(fact = 'issuer', since, NULL)), 2147483647) || ' '
        || coalesce(max(iif(fact = 'occupation', since, NULL)), 2147483647) || ' '
        || coalesce(max(iif(fact = 'cluster', since, NULL)), 2147483647) || ' ' || coalesce(max(day), '0001-01-01')
      FROM (
        {facts}
      )) AS wanted
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
