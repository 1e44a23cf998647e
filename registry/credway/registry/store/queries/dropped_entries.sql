-- Credentials that versions of a list named until the day, where none in force on it does, and that awards rest on: on
-- themselves, or perhaps on what stands for them.
-- ids (versions of lists begun by the day), lists (for each the complete version that it is compared with), standing (for
-- each whether it is in force, 1 or 0), day, n -> credential, the complete version, and the first day after the last
-- entry in that version itself, '' where it had none
WITH named (list, credential, ended) AS MATERIALIZED (
  SELECT :lists ->> x.key, m.target, max(CASE WHEN x.value = :lists ->> x.key THEN s.valid_to ELSE '' END)
  FROM json_each(:ids) x
  CROSS JOIN thing v ON v.iri = x.value
  CROSS JOIN link l ON l.target = v.id AND l.role = 'IN'
  CROSS JOIN statement s ON s.id = l.statement
  CROSS JOIN link m ON m.statement = s.id AND m.role = 'MEMBER'
  WHERE s.kind = 'ListEntry' AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day
    AND coalesce(s.body ->> 'entryStatus', '') NOT IN ('Proposed', 'UnderReview', 'Removed')
    AND (EXISTS (SELECT 1 FROM link f WHERE f.target = m.target AND f.role = 'FROM')
      OR EXISTS (SELECT 1 FROM link f CROSS JOIN statement q ON q.id = f.statement
        WHERE f.target = m.target AND f.role IN ('OF', 'OBJECT') AND q.kind = 'Equivalence'))
  GROUP BY 1, 2
)
SELECT c.iri, d.list, d.ended
FROM named d CROSS JOIN thing c ON c.id = d.credential
WHERE NOT EXISTS (
  SELECT 1
  FROM link m
  CROSS JOIN statement s ON s.id = m.statement
  CROSS JOIN link l ON l.statement = s.id AND l.role = 'IN'
  CROSS JOIN thing v ON v.id = l.target
  CROSS JOIN json_each(:ids) x ON x.value = v.iri
  WHERE m.target = d.credential AND m.role = 'MEMBER' AND s.kind = 'ListEntry'
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND :lists ->> x.key = d.list AND :standing ->> x.key = 1
)
ORDER BY c.iri, d.list
