// After migrations, of a store that stood or of an offline import. Neo4j's importer cannot write an empty list, and
// leaves the property out instead.
MATCH (t:Thing) WHERE t.types IS NULL
CALL (t) { SET t.types = [] } IN TRANSACTIONS OF 10000 ROWS;
// What stood before migration 4 was made by no older version of the projection than the oldest that an envelope names;
// whether it was made again since, nobody noted.
MATCH (m:Meta {one: 1}) WHERE m.oldestProjection IS NULL
MATCH (e:Envelope)
WITH m, min(e.projection) AS oldest, max(e.projection) AS newest
SET m.oldestProjection = oldest, m.newestProjection = newest;
// The facts of credentials that have come without what migration 2 notes of them, read from what stands.
MATCH (t:Credential) WHERE t.issuerSince IS NULL
CALL (t) {
  {facts}
  SET t.issuerSince = issuer, t.occupationSince = occupation, t.clusterSince = cluster, t.statedFrom = stated
} IN TRANSACTIONS OF 10000 ROWS
