// Write, all rows at once: which facts about a credential are stated (migration 2), read anew from what stands.
// rows: iri, anew (false: only where nothing is noted yet) -> written; what is no thing, or of another class family, is left
UNWIND $rows AS row
OPTIONAL MATCH (t:Thing {iri: row.iri})
CALL (t, row) {
  WITH *
  WHERE t.label = 'Credential' AND (row.anew OR t.issuerSince IS NULL)
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
}
RETURN count(*) AS written
