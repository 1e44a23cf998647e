-- Awards that hold in some places on a day, with the statements that put in doubt a credential they rest on: replaced,
-- of a status that ended, or off a list of the state, as recorded at n. A refusal is no award, nor is what says of itself
-- that it has ceased, is suspended or being developed. An award holds where it says, and where a guide of its only owner
-- lists it. What an entry removed or phased out stays off after its last day, until a later entry of the list names it; what
-- a complete list dropped is told. What is removed for a part of the state is not off the list.
-- What is the same credential under another IRI (by an Equivalence that is no replacement) is in doubt as the credential is.
-- A system or a body without an address is in the states of its parts.
-- places (with what lies in them), around (what they lie in, by itself), codes (postal codes of the states around), state
-- (postal code or ''), wide (regions that are a whole state), statuses (CURIEs), status_concepts (IRIs), dropped (IRIs of
-- credentials), dropped_by (for each the list version without it), day, depth (of links), after (position of five texts, ''
-- for the start), limit, n
-- -> how many in all, position (award sid, award from, credential, doubt sid, doubt from), then the thirteen statement
-- columns of the award, then those of the doubt
WITH RECURSIVE asked (id) AS (SELECT t.id FROM json_each(:places) x CROSS JOIN thing t ON t.iri = x.value),
-- Of a state also what lies in it by an organization it is part of, three steps up as for credit; what has an address of
-- its own is where that says.
inner_place (id, depth, by_state) AS (
  SELECT id, 0, 0 FROM asked
  UNION
  SELECT e.source, 0, 1 FROM asked w CROSS JOIN edge e ON e.target = w.id AND e.type = 'LOCATED_IN'
  WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
  UNION
  SELECT e.source, r.depth + 1, r.by_state FROM inner_place r
  CROSS JOIN edge e ON e.target = r.id AND e.type = 'PART_OF_ORGANIZATION'
  WHERE r.depth < 3 AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
    AND NOT (r.by_state AND EXISTS (
      SELECT 1 FROM edge h WHERE h.source = e.source AND h.type = 'LOCATED_IN'
        AND h.recorded_from <= :n AND h.recorded_to > :n AND h.valid_from <= :day AND h.valid_to > :day))
  UNION
  SELECT e.target, r.depth + 1, r.by_state FROM inner_place r
  CROSS JOIN edge e ON e.source = r.id AND e.type = 'HAS_DEPARTMENT'
  WHERE r.depth < 3 AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
    AND NOT (r.by_state AND EXISTS (
      SELECT 1 FROM edge h WHERE h.source = e.target AND h.type = 'LOCATED_IN'
        AND h.recorded_from <= :n AND h.recorded_to > :n AND h.valid_from <= :day AND h.valid_to > :day))
),
here (id) AS (
  SELECT DISTINCT id FROM inner_place
  UNION
  SELECT e.source FROM (SELECT DISTINCT id FROM inner_place WHERE depth < 3) r
  CROSS JOIN edge e ON e.target = r.id AND e.type IN ('OWNED_BY', 'OFFERED_BY')
  WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
  UNION
  SELECT e.target FROM (SELECT DISTINCT id FROM inner_place WHERE depth < 3) r
  CROSS JOIN edge e ON e.source = r.id AND e.type IN ('OWNS', 'OFFERS')
  WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
  UNION
  SELECT t.id FROM json_each(:around) x CROSS JOIN thing t ON t.iri = x.value
  UNION
  SELECT wider.id
  FROM (
    SELECT p.target AS id
    FROM asked w
    CROSS JOIN edge e ON e.target = w.id AND e.type = 'LOCATED_IN'
    CROSS JOIN edge p ON p.source = e.source AND p.type = 'PART_OF_ORGANIZATION'
    WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
      AND p.recorded_from <= :n AND p.recorded_to > :n AND p.valid_from <= :day AND p.valid_to > :day
    UNION
    SELECT p.source
    FROM asked w
    CROSS JOIN edge e ON e.target = w.id AND e.type = 'LOCATED_IN'
    CROSS JOIN edge p ON p.target = e.source AND p.type = 'HAS_DEPARTMENT'
    WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
      AND p.recorded_from <= :n AND p.recorded_to > :n AND p.valid_from <= :day AND p.valid_to > :day
  ) wider
  WHERE NOT EXISTS (
    SELECT 1 FROM edge e WHERE e.source = wider.id AND e.type = 'LOCATED_IN'
      AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day)
),
awarded (id) AS MATERIALIZED (
  SELECT s.id
  FROM (
    SELECT l.statement FROM here h CROSS JOIN link l ON l.target = h.id AND l.role = 'AT'
    UNION
    SELECT a.id
    FROM json_each(:codes) x
    CROSS JOIN statement g ON g.kind = 'ListEntry' AND g.place = x.value
    CROSS JOIN link m ON m.statement = g.id AND m.role = 'MEMBER'
    CROSS JOIN thing worth ON worth.id = m.target
    CROSS JOIN statement a ON a.subject = worth.iri AND a.kind = 'Award'
    CROSS JOIN thing o ON o.iri = g.asserted_by
    CROSS JOIN link l ON l.statement = a.id AND l.role = 'AT' AND l.target = o.id
    CROSS JOIN link k ON k.statement = a.id AND k.role = 'BY' AND k.target = o.id
    WHERE g.recorded_from <= :n AND g.recorded_to > :n AND g.valid_from <= :day AND g.valid_to > :day
      AND coalesce(g.body ->> 'entryStatus', '') NOT IN ('Removed', 'Proposed')
      AND instr(a.body, '"form":"') = 0
      AND NOT EXISTS (SELECT 1 FROM link q WHERE q.statement = a.id AND q.role = 'AT' AND q.target <> o.id)
  ) offer
  CROSS JOIN statement s ON s.id = offer.statement
  WHERE s.kind = 'Award' AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND coalesce(s.body ->> 'status', '') NOT IN ('lifeCycle:Ceased', 'lifeCycle:Suspended', 'lifeCycle:Developing')
),
rests (award, credential) AS MATERIALIZED (
  SELECT w.id, l.target FROM awarded w CROSS JOIN link l ON l.statement = w.id AND l.role = 'FROM'
  UNION
  SELECT w.id, l.target
  FROM awarded w
  CROSS JOIN link g ON g.statement = w.id AND g.role = 'GRANTS'
  CROSS JOIN thing t ON t.id = g.target
  CROSS JOIN statement s ON s.subject = t.iri AND s.kind = 'Award'
  CROSS JOIN link l ON l.statement = s.id AND l.role = 'FROM'
  WHERE s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND coalesce(s.body ->> 'status', '') NOT IN ('lifeCycle:Ceased', 'lifeCycle:Suspended', 'lifeCycle:Developing')
    AND NOT EXISTS (SELECT 1 FROM link p WHERE p.statement = s.id AND p.role = 'PROVIDES')
  UNION
  SELECT v.award, l.target
  FROM (
    SELECT w.id AS award, t.id AS value, t.iri AS iri
    FROM awarded w CROSS JOIN statement a ON a.id = w.id CROSS JOIN thing t ON t.iri = a.subject
    UNION
    SELECT w.id, t.id, t.iri
    FROM awarded w CROSS JOIN link g ON g.statement = w.id AND g.role = 'GRANTS' CROSS JOIN thing t ON t.id = g.target
  ) v
  CROSS JOIN link p ON p.target = v.value AND p.role = 'PROVIDES'
  CROSS JOIN statement s ON s.id = p.statement
  CROSS JOIN link l ON l.statement = s.id AND l.role = 'FROM'
  WHERE s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND NOT EXISTS (
      SELECT 1
      FROM statement o CROSS JOIN link f ON f.statement = o.id AND f.role = 'FROM'
      WHERE o.subject = v.iri AND o.kind = 'Award'
        AND o.recorded_from <= :n AND o.recorded_to > :n AND o.valid_from <= :day AND o.valid_to > :day
        AND NOT EXISTS (SELECT 1 FROM link q WHERE q.statement = o.id AND q.role = 'PROVIDES'))
),
known (award, credential, thing, depth) AS (
  SELECT award, credential, credential, 0 FROM rests
  UNION
  SELECT r.award, r.credential, b.target, r.depth + 1
  FROM known r
  CROSS JOIN link a ON a.target = r.thing AND a.role IN ('OF', 'OBJECT')
  CROSS JOIN statement s ON s.id = a.statement
  CROSS JOIN link b ON b.statement = s.id AND b.role IN ('OF', 'OBJECT') AND b.target <> r.thing
  WHERE r.depth < :depth AND s.kind = 'Equivalence' AND instr(s.body, '"link":"ceterms:supersed') = 0
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
),
doubt (award, credential, id) AS MATERIALIZED (
  SELECT r.award, r.credential, s.id
  FROM known r
  CROSS JOIN thing t ON t.id = r.thing
  CROSS JOIN statement s ON s.subject = t.iri AND s.kind = 'Description'
  WHERE s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND EXISTS (SELECT 1 FROM json_each(:statuses) x WHERE instr(s.body, '"status":"' || x.value || '"') > 0)
  UNION
  SELECT r.award, r.credential, s.id
  FROM known r
  CROSS JOIN link l ON l.target = r.thing AND l.role IN ('OF', 'OBJECT', 'MEMBER')
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day
    AND (s.valid_to > :day OR s.kind = 'ListEntry' AND s.stated >= 2) AND (
    s.kind = 'Claim' AND l.role = 'OF' AND s.body ->> 'predicate' = 'ceterms:credentialStatusType'
      AND s.body ->> 'denied' IS NULL AND EXISTS (
        SELECT 1 FROM link k CROSS JOIN thing o ON o.id = k.target
        WHERE k.statement = s.id AND k.role = 'OBJECT' AND o.iri IN (SELECT value FROM json_each(:status_concepts)))
    OR s.kind = 'Equivalence' AND (l.role = 'OF' AND instr(s.body, '"link":"ceterms:supersededBy"') > 0
      OR l.role = 'OBJECT' AND instr(s.body, '"link":"ceterms:supersedes"') > 0)
    OR s.kind = 'ListEntry' AND l.role = 'MEMBER' AND s.place = :state
      AND (s.body ->> 'entryStatus' = 'PhasingOut' OR s.body ->> 'entryStatus' = 'Removed' AND (s.body ->> 'region' IS NULL
        OR replace(lower(s.body ->> 'region'), '-', ' ') IN (SELECT value FROM json_each(:wide))))
      AND NOT EXISTS (
        SELECT 1
        FROM link m CROSS JOIN statement e ON e.id = m.statement
        WHERE m.target IN (l.target, r.credential) AND m.role = 'MEMBER' AND e.kind = 'ListEntry' AND e.valid_from > s.valid_from
          AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
          AND (coalesce(e.body ->> 'entryStatus', '') <> 'Removed' OR e.body ->> 'region' IS NULL
            OR replace(lower(e.body ->> 'region'), '-', ' ') IN (SELECT value FROM json_each(:wide)))
          AND (e.subject = s.subject OR EXISTS (
            SELECT 1
            FROM link a
            CROSS JOIN link b ON b.target = a.target AND b.role = 'OF'
            CROSS JOIN link i ON i.statement = b.statement AND i.role = 'IN'
            CROSS JOIN link j ON j.target = i.target AND j.role = 'IN'
            CROSS JOIN link f ON f.statement = j.statement AND f.role = 'OF'
            CROSS JOIN link g ON g.statement = e.id AND g.role = 'IN' AND g.target = f.target
            WHERE a.statement = s.id AND a.role = 'IN'))
      )
  )
  UNION
  SELECT r.award, r.credential, s.id
  FROM known r
  CROSS JOIN thing t ON t.id = r.thing AND t.iri IN (SELECT value FROM json_each(:dropped))
  CROSS JOIN json_each(:dropped) x ON x.value = t.iri
  CROSS JOIN statement s ON s.subject = :dropped_by ->> x.key AND s.kind = 'ListVersion'
  WHERE s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day AND s.place = :state
),
placed (total, award_sid, award_from, iri, doubt_sid, doubt_from, award, doubt) AS (
  SELECT count(*) OVER (), a.sid, a.valid_from, c.iri, d.sid, d.valid_from, a.id, d.id
  FROM doubt x
  CROSS JOIN thing c ON c.id = x.credential
  CROSS JOIN statement a ON a.id = x.award AND instr(a.body, '"refused":true') = 0
  CROSS JOIN statement d ON d.id = x.id
)
SELECT p.total, json_array(p.award_sid, p.award_from, p.iri, p.doubt_sid, p.doubt_from),
  a.sid, a.kind, a.key, a.subject, a.document, a.version, a.asserted_by, a.valid_from, a.valid_to, a.stated, a.recorded_from, a.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target WHERE k.statement = a.id),
  s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated, s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target WHERE k.statement = s.id)
FROM placed p CROSS JOIN statement a ON a.id = p.award CROSS JOIN statement s ON s.id = p.doubt
WHERE (p.award_sid, p.award_from, p.iri, p.doubt_sid, p.doubt_from)
  > (:after ->> 0, :after ->> 1, :after ->> 2, :after ->> 3, :after ->> 4)
ORDER BY p.award_sid, p.award_from, p.iri, p.doubt_sid, p.doubt_from
LIMIT :limit
