-- Which facts about a credential are stated, so that a list finds those of which nobody states one. Of each fact the
-- newest number at which a statement was recorded that stands and holds from its first day for ever (2147483647 where
-- there is none), and the last of the first days of all of them: a fact is known from that number and that day on.
-- What is no credential has none of them.
ALTER TABLE thing ADD COLUMN issuer_since INTEGER;
ALTER TABLE thing ADD COLUMN occupation_since INTEGER;
ALTER TABLE thing ADD COLUMN cluster_since INTEGER;
ALTER TABLE thing ADD COLUMN stated_from TEXT;

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
WHERE label = 'Credential';

CREATE INDEX credential_issuer ON thing (issuer_since, sort) WHERE label = 'Credential';
CREATE INDEX credential_occupation ON thing (occupation_since, sort) WHERE label = 'Credential';
CREATE INDEX credential_cluster ON thing (cluster_since, sort) WHERE label = 'Credential';
CREATE INDEX credential_stated ON thing (stated_from) WHERE label = 'Credential';
