// Where what is noted of the facts about a credential (migration 2) is not what the rows that stand say.
// limit -> iri, what is noted, what should be (null for a thing that is no credential)
CALL () {
  MATCH (t:Thing)
  WHERE t.label = 'Credential'
  CALL (t) {
    CALL (t) {
      MATCH (t)-[e:OWNED_BY|OFFERED_BY]->(:Thing)
      RETURN e AS x, 'issuer' AS fact
      UNION ALL
      MATCH (t)<-[:OF]-(s:Claim {predicate: 'credway:issuer'})
      RETURN s AS x, 'issuer' AS fact
      UNION ALL
      MATCH (t)<-[:OF]-(s:Classification)
      WHERE s.aspect IN ['occupation', 'cluster']
      RETURN s AS x, s.aspect AS fact
    }
    WITH x, fact
    WHERE x.recordedTo = 2147483647 AND x.validTo = '9999-12-31'
    RETURN coalesce(max(CASE fact WHEN 'issuer' THEN x.recordedFrom END), 2147483647) AS issuer,
      coalesce(max(CASE fact WHEN 'occupation' THEN x.recordedFrom END), 2147483647) AS occupation,
      coalesce(max(CASE fact WHEN 'cluster' THEN x.recordedFrom END), 2147483647) AS cluster,
      coalesce(max(x.validFrom), '0001-01-01') AS stated
  }
  RETURN t.iri AS iri, issuer + ' ' + occupation + ' ' + cluster + ' ' + stated AS wanted,
    t.issuerSince + ' ' + t.occupationSince + ' ' + t.clusterSince + ' ' + t.statedFrom AS held
  UNION ALL
  MATCH (t:Thing)
  WHERE t.label <> 'Credential'
    AND coalesce(t.issuerSince, t.occupationSince, t.clusterSince, t.statedFrom) IS NOT NULL
  RETURN t.iri AS iri, null AS wanted, 'something' AS held
}
WITH iri, held, wanted
WHERE held IS NULL OR wanted IS NULL OR held <> wanted
RETURN iri, held, wanted
ORDER BY iri
LIMIT $limit
