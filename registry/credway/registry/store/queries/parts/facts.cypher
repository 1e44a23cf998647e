// What is stated about the issuer, the occupations and the clusters of the thing `t`, now and from its first day for ever:
// of each fact the newest number, and the last first day of all. -> issuer, occupation, cluster, stated
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
