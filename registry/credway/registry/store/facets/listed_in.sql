-- match
EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  WHERE l.target = t.id AND l.role IN ('MEMBER', 'OF') AND s.place = :value
    AND (s.kind = 'ListEntry' AND coalesce(s.body ->> 'entryStatus', 'Approved') IN ('Approved', 'PhasingOut')
      OR s.kind = 'Recognition' AND s.body ->> 'action' = 'listed' AND s.body ->> 'denied' IS NULL)
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day)
-- known
EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
  WHERE l.target = t.id AND l.role IN ('MEMBER', 'OF') AND s.place = :value
    AND (s.kind = 'ListEntry' AND coalesce(s.body ->> 'entryStatus', 'Approved') NOT IN ('Proposed', 'UnderReview')
      OR s.kind = 'Recognition' AND s.body ->> 'action' = 'listed')
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day)
