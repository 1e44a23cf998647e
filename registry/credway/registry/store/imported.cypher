// After migrations, of a store that stood or of an offline import. Neo4j's importer cannot write an empty list, and
// leaves the property out instead.
MATCH (t:Thing) WHERE t.types IS NULL
CALL (t) { SET t.types = [] } IN TRANSACTIONS OF 10000 ROWS;
// The facts of credentials that have come without what migration 2 notes of them, read from what stands.
MATCH (t:Credential) WHERE t.issuerSince IS NULL
CALL (t) {
  {facts}
  SET t.issuerSince = issuer, t.occupationSince = occupation, t.clusterSince = cluster, t.statedFrom = stated
} IN TRANSACTIONS OF 10000 ROWS
