// match
EXISTS { MATCH (t)<-[:MEMBER|OF]-(s:Statement)
  WHERE s.place = $value
    AND (s.kind = 'ListEntry' AND coalesce(s.entryStatus, 'Approved') IN ['Approved', 'PhasingOut']
      OR s.kind = 'Recognition' AND s.action = 'listed' AND s.denied IS NULL)
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
// known
EXISTS { MATCH (t)<-[:MEMBER|OF]-(s:Statement)
  WHERE s.place = $value
    AND (s.kind = 'ListEntry' AND NOT coalesce(s.entryStatus, 'Approved') IN ['Proposed', 'UnderReview']
      OR s.kind = 'Recognition' AND s.action = 'listed')
    AND s.recordedFrom <= $n AND s.recordedTo > $n
    AND s.validFrom <= $day AND s.validTo > $day }
