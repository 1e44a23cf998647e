// match
EXISTS { MATCH (t) ((:Thing)-[e:PART_OF_ORGANIZATION]->(:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n
    AND e.validFrom <= $day AND e.validTo > $day){1,3} (:Thing {iri: $value}) }
OR EXISTS { MATCH (t) ((:Thing)<-[e:HAS_DEPARTMENT]-(:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n
    AND e.validFrom <= $day AND e.validTo > $day){1,3} (:Thing {iri: $value}) }
// known
EXISTS { MATCH (t)-[e:PART_OF_ORGANIZATION]->(:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n
    AND e.validFrom <= $day AND e.validTo > $day }
OR EXISTS { MATCH (t)<-[e:HAS_DEPARTMENT]-(:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n
    AND e.validFrom <= $day AND e.validTo > $day }
