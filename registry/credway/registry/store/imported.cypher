// After migrations, of a store that stood or of an offline import. Neo4j's importer cannot write an empty list, and
// leaves the property out instead.
MATCH (t:Thing) WHERE t.types IS NULL
CALL (t) { SET t.types = [] } IN TRANSACTIONS OF 10000 ROWS;
// The facts of credentials that have come without what migration 2 notes of them, read from what stands.
MATCH (t:Credential) WHERE t.issuerSince IS NULL
CALL (t) {
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
  SET t.issuerSince = issuer, t.occupationSince = occupation, t.clusterSince = cluster, t.statedFrom = stated
} IN TRANSACTIONS OF 10000 ROWS
