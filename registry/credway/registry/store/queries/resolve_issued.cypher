// Things under some spellings, as `resolve` gives them, with the names of who owns, offers or issues each on a day.
// ids (spellings), day, n -> spelling, scheme (`iri` for a canonical IRI), iri, label, name, '' or one issuer's name
UNWIND $ids AS id
CALL (id) {
  MATCH (t:Thing {iri: id})
  RETURN 'iri' AS scheme, t
  UNION
  MATCH (a:Alias {alias: id})-[:NAMES]->(t:Thing)
  WHERE a.recordedFrom <= $n AND a.recordedTo > $n
  RETURN a.scheme AS scheme, t
}
WITH DISTINCT id, scheme, t
CALL (t) {
  RETURN '' AS issuer
  UNION
  MATCH (t)-[e:OWNED_BY|OFFERED_BY|PUBLISHED_BY]->(o:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
  RETURN coalesce(o.name, '') AS issuer
  UNION
  MATCH (t)<-[e:OWNS|OFFERS]-(o:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
  RETURN coalesce(o.name, '') AS issuer
  UNION
  MATCH (t)<-[:OF]-(s:Claim)-[:OBJECT]->(o:Thing)
  WHERE s.predicate = 'credway:issuer' AND s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
  RETURN coalesce(o.name, '') AS issuer
}
WITH id, scheme, t, issuer
ORDER BY id, scheme, t.iri, issuer
RETURN collect([id, scheme, t.iri, t.label, t.name, issuer]) AS rows
