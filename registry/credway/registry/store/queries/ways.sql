-- What leads to some things, as recorded at n on a day: their conditions and those of what these ask for, to a depth,
-- with what stands for all that is asked for, and who attests the competencies among it; from concepts too.
-- ids, concepts (to which credentials are said to lead), owned (further things for which something may stand), predicates
-- (of claims that attest), relations (of conditions), inside (relations that are followed after one of these), day, depth,
-- hops (of equivalents), limit (conditions, classifications), same (equivalents of a thing), alignments (predicates of
-- claims by which one competency covers another), most (claims that attest, as many conditions, as many that name manifests,
-- as many alignments), n
-- -> part, two IRIs, then the thirteen statement columns. Parts: `alignment`
-- (none, none, a claim about such a competency or what is the same), `attesting` (none, none, a claim of a competency, or what
-- requires it or the subject of a claim, or names a manifest that does), `condition` (none, none, one that leads to `ids` or to what leads to a
-- concept), `equivalent` (what stands, for what, by the last link of a way without a doubt if there
-- is one, of such ways of a shortest), `leading` (none, none, a
-- classification by a concept)
WITH RECURSIVE leading (id, sid, key, document) AS MATERIALIZED (
  SELECT DISTINCT s.id, s.sid, s.key, s.document
  FROM json_each(:concepts) x
  CROSS JOIN thing t ON t.iri = x.value
  CROSS JOIN link l ON l.target = t.id AND l.role = 'CONCEPT'
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind = 'Classification' AND s.recorded_from <= :n AND s.recorded_to > :n
    AND s.valid_from <= :day AND s.valid_to > :day AND s.body ->> 'aspect' IN ('occupation', 'cluster')
  ORDER BY s.key, s.document, s.sid
  LIMIT :limit
),
reached (thing, depth, within) AS (
  SELECT t.id, 0, 0 FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
  UNION
  SELECT l.target, 0, 0 FROM leading a CROSS JOIN link l ON l.statement = a.id AND l.role = 'OF'
  UNION
  SELECT k.target, r.depth + 1, s.body ->> 'relation' IN (SELECT value FROM json_each(:inside))
  FROM reached r
  CROSS JOIN link l ON l.target = r.thing AND l.role = 'OF'
  CROSS JOIN statement s ON s.id = l.statement
  CROSS JOIN link k ON k.statement = s.id AND k.role = 'NEEDS'
  WHERE r.depth < :depth AND s.kind = 'Condition'
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND (s.body ->> 'relation' IN (SELECT value FROM json_each(:relations))
      OR (r.within AND s.body ->> 'relation' IN (SELECT value FROM json_each(:inside))))
),
conditions (id, depth) AS MATERIALIZED (
  SELECT s.id, min(r.depth) AS depth
  FROM (SELECT thing, within, min(depth) AS depth FROM reached GROUP BY thing, within) r
  CROSS JOIN link l ON l.target = r.thing AND l.role = 'OF'
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind = 'Condition'
    AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND (s.body ->> 'relation' IN (SELECT value FROM json_each(:relations))
      OR (r.within AND s.body ->> 'relation' IN (SELECT value FROM json_each(:inside))))
  GROUP BY s.id
  ORDER BY 2, s.key, s.document, s.sid
  LIMIT :limit
),
skills (id) AS MATERIALIZED (
  -- A body is written with its keys in order.
  SELECT DISTINCT l.target
  FROM conditions c
  CROSS JOIN statement s ON s.id = c.id AND instr(s.body, '"as":"competency"')
  CROSS JOIN link l ON l.statement = c.id AND l.role = 'NEEDS'
  CROSS JOIN thing t ON t.id = l.target
  WHERE instr(s.body, '"as":"competency","thing":"' || t.iri || '"')
),
{attested},
asked (id) AS MATERIALIZED (
  SELECT t.id FROM json_each(:owned) x CROSS JOIN thing t ON t.iri = x.value
  UNION SELECT l.target FROM conditions c CROSS JOIN link l ON l.statement = c.id AND l.role = 'NEEDS'
  UNION SELECT l.target FROM leading c CROSS JOIN link l ON l.statement = c.id AND l.role = 'OF'
),
standing (id, origin, depth, doubt, via) AS (
  SELECT id, id, 0, 0, NULL FROM asked
  UNION
  SELECT b.target, r.origin, r.depth + 1, r.doubt OR instr(s.body, '"confidence":"0') > 0, s.id
  FROM standing r
  CROSS JOIN link a ON a.target = r.id AND a.role IN ('OF', 'OBJECT')
  CROSS JOIN statement s ON s.id = a.statement
  CROSS JOIN link b ON b.statement = s.id AND b.role IN ('OF', 'OBJECT') AND b.target <> r.id
  WHERE r.depth < :hops AND s.kind = 'Equivalence' AND s.recorded_from <= :n AND s.recorded_to > :n
    AND s.valid_from <= :day AND s.valid_to > :day
),
equal (iri, origin, via) AS (
  SELECT q.iri, q.origin, q.via
  FROM (
    SELECT t.iri, o.iri AS origin, a.depth, a.via, v.sid, row_number() OVER (PARTITION BY a.origin, a.id ORDER BY a.doubt, a.depth, v.sid) AS place
    FROM standing a
    CROSS JOIN statement v ON v.id = a.via
    CROSS JOIN thing t ON t.id = a.id
    CROSS JOIN thing o ON o.id = a.origin
    WHERE a.id <> a.origin
  ) q
  WHERE q.place = 1
  ORDER BY q.origin, q.depth, q.iri, q.sid
  LIMIT (SELECT :same * count(*) + 1 FROM asked)
),
alignment (id) AS MATERIALIZED (
  SELECT DISTINCT s.id
  FROM (SELECT DISTINCT id FROM standing WHERE origin IN (SELECT id FROM skills)) x
  CROSS JOIN link l ON l.target = x.id AND l.role IN ('OF', 'OBJECT')
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind = 'Claim' AND s.recorded_from <= :n AND s.recorded_to > :n AND s.valid_from <= :day AND s.valid_to > :day
    AND s.body ->> 'predicate' IN (SELECT value FROM json_each(:alignments))
  ORDER BY s.key, s.document, s.sid
  LIMIT :most
),
found (part, iri, other, depth, id) AS (
  SELECT 'alignment', NULL, NULL, 0, id FROM alignment
  UNION ALL SELECT 'attesting', NULL, NULL, 0, id FROM claims
  UNION ALL SELECT 'attesting', NULL, NULL, 0, id FROM around
  UNION ALL SELECT 'attesting', NULL, NULL, 0, id FROM shared
  UNION ALL SELECT 'condition', NULL, NULL, depth, id FROM conditions
  UNION ALL SELECT 'equivalent', iri, origin, 0, via FROM equal
  UNION ALL SELECT 'leading', NULL, NULL, 0, id FROM leading
)
SELECT f.part, f.iri, f.other, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM found f CROSS JOIN statement s ON s.id = f.id
ORDER BY f.part, f.depth, f.other, f.iri, s.key, s.document, s.sid
