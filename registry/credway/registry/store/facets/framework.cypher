// match
EXISTS { MATCH (t)-[e:PART_OF|TOP_CHILD_OF]->(:Thing {iri: $value})
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n
    AND e.validFrom <= $day AND e.validTo > $day }
// known
true
