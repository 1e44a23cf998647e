// Who owns, offers or issues some things: by edges either way, and by claims, as recorded at n on a day.
// ids, day, n -> iri, organization, its name
UNWIND $ids AS id
MATCH (t:Thing {iri: id})
CALL (t) {
  MATCH (t)-[e:OWNED_BY|OFFERED_BY|PUBLISHED_BY]->(o:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
  RETURN o
  UNION
  MATCH (t)<-[e:OWNS|OFFERS]-(o:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
  RETURN o
  UNION
  MATCH (t)<-[:OF]-(s:Claim)-[:OBJECT]->(o:Thing)
  WHERE s.predicate = 'credway:issuer' AND s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
  RETURN o
}
RETURN DISTINCT t.iri, o.iri, o.name
ORDER BY t.iri, o.iri
