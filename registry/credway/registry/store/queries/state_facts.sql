-- Write, once for each row: which facts about a credential are stated (migration 2), read anew from what stands.
-- iri, anew (false: only where nothing is noted yet); what is no thing, or of another class family, is left
UPDATE thing AS t SET (issuer_since, occupation_since, cluster_since, stated_from) = (
  SELECT coalesce(max(iif(fact = 'issuer', since, NULL)), 2147483647),
    coalesce(max(iif(fact = 'occupation', since, NULL)), 2147483647),
    coalesce(max(iif(fact = 'cluster', since, NULL)), 2147483647), coalesce(max(day), '0001-01-01')
  FROM (
    {facts}
  ))
WHERE iri = :iri AND label = 'Credential' AND (:anew OR issuer_since IS NULL)
