// Write, all rows at once: which facts about a credential are stated (migration 2), read anew from what stands.
// rows: iri, anew (false: only where nothing is noted yet) -> written; what is no thing, or of another class family, is left
UNWIND $rows AS row
OPTIONAL MATCH (t:Thing {iri: row.iri})
CALL (t, row) {
  WITH *
  WHERE t.label = 'Credential' AND (row.anew OR t.issuerSince IS NULL)
  {facts}
  SET t.issuerSince = issuer, t.occupationSince = occupation, t.clusterSince = cluster, t.statedFrom = stated
}
RETURN count(*) AS written
