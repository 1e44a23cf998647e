-- value
CASE (SELECT CASE WHEN min(says) = 2 THEN 'for' WHEN max(says) = 0 THEN 'against'
      WHEN min(says) IS NULL THEN 'nothing' END
    FROM (SELECT CASE s.kind
        WHEN 'ListEntry' THEN CASE
          WHEN s.place IS NOT :value_place OR s.body ->> 'entryStatus' IN ('Proposed', 'UnderReview') THEN NULL
          WHEN s.stated < 2 AND EXISTS (SELECT 1 FROM link k CROSS JOIN thing v ON v.id = k.target
            WHERE k.statement = s.id AND k.role = 'IN'
              AND v.iri IN (SELECT value FROM json_each(:value_left))) THEN NULL
          WHEN s.body ->> 'entryStatus' = 'Removed' THEN iif(s.body ->> 'region' IS NULL
            OR replace(lower(s.body ->> 'region'), '-', ' ') IN (SELECT value FROM json_each(:value_wide)), 0, NULL)
          WHEN EXISTS (SELECT 1 FROM json_each(:value_newer) x
            CROSS JOIN thing v ON v.iri = x.value ->> 0
            CROSS JOIN link k ON k.statement = s.id AND k.role = 'IN' AND k.target = v.id
            WHERE x.value ->> 1 NOT IN (SELECT w.iri FROM link l CROSS JOIN statement e ON e.id = l.statement
              CROSS JOIN link g ON g.statement = e.id AND g.role = 'IN' CROSS JOIN thing w ON w.id = g.target
              WHERE l.target = t.id AND l.role = 'MEMBER' AND e.kind = 'ListEntry' AND e.place = :value_place
                AND e.recorded_from <= :n AND e.recorded_to > :n
                AND (e.valid_from <= :day AND e.valid_to > :day OR e.body ->> 'entryStatus' = 'Removed'))) THEN 1
          ELSE 2 END
        WHEN 'Recognition' THEN CASE
          WHEN s.body ->> 'action' <> 'listed' THEN NULL
          WHEN :value_place IN (SELECT value FROM json_each(s.body, '$.exceptions')) THEN 0
          WHEN s.place = :value_place OR instr(s.body, '"everywhere":true') > 0
            OR :value_place IN (SELECT value FROM json_each(s.body, '$.places'))
          THEN iif(s.body ->> 'denied' IS NULL, 2, 0) END
      END AS says
      FROM link l CROSS JOIN statement s ON s.id = l.statement
      WHERE l.target = t.id AND l.role IN ('MEMBER', 'OF') AND s.kind IN ('ListEntry', 'Recognition')
        AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day))
  WHEN 'for' THEN 1
  WHEN 'against' THEN iif(EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
    WHERE l.target = t.id AND l.role IN ('OF', 'OBJECT') AND s.kind = 'Equivalence'
      AND instr(s.body, '"link":"ceterms:supersede') = 0
      AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day), NULL, 0)
  WHEN 'nothing' THEN iif((SELECT count(*) > 0 AND sum(x.value IN (
        SELECT y.value FROM json_each(:value_whole) y CROSS JOIN thing o ON o.iri = y.value
        WHERE EXISTS (SELECT 1 FROM link k CROSS JOIN statement s ON s.id = k.statement
          WHERE k.target = o.id AND k.role = 'PRINTED_IN' AND s.kind = 'ListEntry'
            AND s.recorded_from <= :n AND s.recorded_to > :n
            AND iif(s.valid_from <= :day AND s.valid_to > :day, s.body ->> 'entryStatus' IS NOT 'Removed' OR s.body ->> 'region' IS NOT NULL,
              s.body ->> 'entryStatus' = 'Removed')))) = 0
      FROM json_each(:value_whole) x
      WHERE x.value NOT IN (SELECT w.iri FROM link l CROSS JOIN statement e ON e.id = l.statement
        CROSS JOIN link g ON g.statement = e.id AND g.role = 'IN' CROSS JOIN thing w ON w.id = g.target
        WHERE l.target = t.id AND l.role = 'MEMBER' AND e.kind = 'ListEntry' AND e.place = :value_place
          AND e.recorded_from <= :n AND e.recorded_to > :n
          AND (e.valid_from <= :day AND e.valid_to > :day OR e.body ->> 'entryStatus' = 'Removed')))
    AND NOT EXISTS (SELECT 1 FROM link l CROSS JOIN statement s ON s.id = l.statement
      WHERE l.target = t.id AND l.role IN ('OF', 'OBJECT') AND s.kind = 'Equivalence'
        AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day)
    AND NOT EXISTS (SELECT 1 FROM link l CROSS JOIN statement c ON c.id = l.statement
      CROSS JOIN link g ON g.statement = c.id AND g.role = 'CONCEPT'
      CROSS JOIN link b ON b.target = g.target AND b.role = 'MEMBER' CROSS JOIN statement s ON s.id = b.statement
      WHERE l.target = t.id AND l.role = 'OF' AND c.kind = 'Classification' AND c.body ->> 'aspect' = 'occupation'
        AND c.recorded_from <= :n AND c.recorded_to > :n AND s.kind = 'ListEntry'
        AND s.recorded_from <= :n AND s.recorded_to > :n
        AND iif(s.valid_from <= :day AND s.valid_to > :day, s.body ->> 'entryStatus' IS NOT 'Removed' OR s.body ->> 'region' IS NOT NULL,
          s.body ->> 'entryStatus' = 'Removed')
        AND EXISTS (SELECT 1 FROM link i CROSS JOIN thing w ON w.id = i.target
          WHERE i.statement = s.id AND i.role = 'IN' AND w.iri IN (SELECT value FROM json_each(:value_whole))))
    AND NOT EXISTS (SELECT 1 FROM (
        SELECT substr(t.sort, 1, instr(t.sort, char(0))) AS start WHERE t.name IS NOT NULL
        UNION ALL
        SELECT a.alias || char(0) FROM alias a
        WHERE a.thing = t.id AND a.scheme = 'name' AND a.recorded_from <= :n AND a.recorded_to > :n) called
      CROSS JOIN thing p ON p.label = 'ListEntry' AND p.sort >= called.start AND p.sort < called.start || char(1114111)
      CROSS JOIN statement s ON s.subject = p.iri
      CROSS JOIN link b ON b.statement = s.id AND b.role = 'MEMBER' CROSS JOIN thing o ON o.id = b.target
      WHERE s.kind = 'ListEntry'
        AND s.recorded_from <= :n AND s.recorded_to > :n
        AND iif(s.valid_from <= :day AND s.valid_to > :day, s.body ->> 'entryStatus' IS NOT 'Removed' OR s.body ->> 'region' IS NOT NULL,
          s.body ->> 'entryStatus' = 'Removed')
        AND EXISTS (SELECT 1 FROM link i CROSS JOIN thing w ON w.id = i.target
          WHERE i.statement = s.id AND i.role = 'IN' AND w.iri IN (SELECT value FROM json_each(:value_whole)))
        AND NOT EXISTS (SELECT 1 FROM statement d WHERE d.subject = o.iri AND d.kind = 'Description'
          AND d.recorded_from <= :n AND d.recorded_to > :n)), 0, NULL)
END
