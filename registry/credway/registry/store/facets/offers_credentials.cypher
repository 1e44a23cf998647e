// match
$value = (EXISTS { MATCH (t)<-[e:OWNED_BY|OFFERED_BY]-(:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n
    AND e.validFrom <= $day AND e.validTo > $day }
OR EXISTS { MATCH (t)-[e:OWNS|OFFERS]->(:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n
    AND e.validFrom <= $day AND e.validTo > $day }
OR EXISTS { MATCH (t)<-[:OBJECT]-(s:Claim)
  WHERE s.predicate = 'credway:issuer' AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day })
// known
true
