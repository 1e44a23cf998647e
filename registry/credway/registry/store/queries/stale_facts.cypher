// Where what is noted of the facts about a credential (migration 2) is not what the rows that stand say.
// limit -> iri, what is noted, what should be (null for a thing that is no credential)
CALL () {
  MATCH (t:Thing)
  WHERE t.label = 'Credential'
  {facts}
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
