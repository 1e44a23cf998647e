-- Where what is noted beside the rows that stand is not what they say: of the facts about a credential (migration 2) and,
-- in SQL, of things by their concept (migration 3).
-- limit -> iri (null where there is no such thing), what is noted, what should be (null for what should not be noted)
WITH wanted AS (
  SELECT c.target AS concept, t.sort, t.id AS thing, c.statement
  FROM link c CROSS JOIN link l ON l.statement = c.statement AND l.role = 'OF' CROSS JOIN thing t ON t.id = l.target
  WHERE c.role = 'CONCEPT'
),
held AS (SELECT concept, sort, thing, statement FROM classified)
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
  UNION ALL
  SELECT t.iri, d.held, d.wanted
  FROM (
    SELECT thing, statement || ' by ' || concept || ' at ' || sort AS held, NULL AS wanted
    FROM (SELECT * FROM held EXCEPT SELECT * FROM wanted)
    UNION ALL
    SELECT thing, NULL, statement || ' by ' || concept || ' at ' || sort
    FROM (SELECT * FROM wanted EXCEPT SELECT * FROM held)) d
  LEFT JOIN thing t ON t.id = d.thing
)
WHERE held IS NOT wanted
ORDER BY iri
LIMIT :limit
