// match
$value IN t.types
OR EXISTS { MATCH (t)<-[:OF]-(s:Classification)-[:CONCEPT]->(c)
  WHERE c.iri = $value AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
// known
any(x IN t.types WHERE x <> 'ceterms:Credential')
OR EXISTS { MATCH (t)<-[:OF]-(s:Classification)
  WHERE s.aspect = 'credentialType' AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
