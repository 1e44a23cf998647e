-- For each of some things one page of the statements that rest on it on a day, as recorded at n: awards for it and the
-- agreements that grant them, entries of lists, conditions that need it, claims that name it as their object.
-- ids, day, after_sid and after_from (position, '' for the start), limit, n
-- -> iri, how many there are in all (from the start), then the thirteen statement columns
WITH named (iri, id, sid, valid_from, subject, kind) AS MATERIALIZED (
  SELECT DISTINCT t.iri, s.id, s.sid, s.valid_from, s.subject, s.kind
  FROM json_each(:ids) x
  CROSS JOIN thing t ON t.iri = x.value
  CROSS JOIN link l ON l.target = t.id AND l.role IN ('FROM', 'MEMBER', 'NEEDS', 'OBJECT')
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind IN ('Award', 'ListEntry', 'Condition', 'Claim')
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
),
resting (iri, id, sid, valid_from) AS (
  SELECT iri, id, sid, valid_from FROM named
  UNION
  SELECT a.iri, s.id, s.sid, s.valid_from
  FROM (SELECT DISTINCT iri, subject FROM named WHERE kind = 'Award') a
  CROSS JOIN thing t ON t.iri = a.subject
  CROSS JOIN link l ON l.target = t.id AND l.role = 'GRANTS'
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
),
counted (iri, id, sid, valid_from, total) AS (
  SELECT iri, id, sid, valid_from, count(*) OVER (PARTITION BY iri) FROM resting
),
placed (iri, id, total, place) AS (
  SELECT iri, id, total, row_number() OVER (PARTITION BY iri ORDER BY sid, valid_from)
  FROM counted
  WHERE (sid, valid_from) > (:after_sid, :after_from)
)
SELECT p.iri, p.total, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM placed p JOIN statement s ON s.id = p.id
WHERE p.place <= :limit
ORDER BY p.iri, p.place
