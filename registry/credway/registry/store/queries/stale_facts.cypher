// Where what is noted beside the rows that stand is not what they say: of the facts about a credential (migration 2) and,
// in SQL, of things by their concept (migration 3).
// limit -> iri (null where there is no such thing), what is noted, what should be (null for what should not be noted)
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
