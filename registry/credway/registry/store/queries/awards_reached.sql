-- The awards that some things reach, themselves or through what stands for them, with the terms that others state of
-- these and the places around where they hold, and on demand all else that bears on their standing; as recorded at n.
-- ids, places, roles (FROM for what is held), day, depth, limit (equivalents), most (awards), kinds (of further
-- statements; none for awards alone), codes (postal codes of states whose lists are asked for), told (whether things are
-- described), named (more of them), n
-- Of more than `most` awards refusals are kept before others: what they deny is not taken for given.
-- -> part, two IRIs, then the thirteen statement columns. Parts: `equivalent` (what stands, for what, by which
-- statement: the last link of a way without a doubt if there is one, of such ways of a shortest), `award` (none,
-- none, the award whenever valid), `terms` (none, none, an agreement, an intermediary, an entry of a guide, what
-- provides or receives a value, or a value that leaves that open), `within` (a place of an award or of `places`, one
-- it lies in on the day; no statement). A place lies in the states of its own address, else of its parts, else of the
-- nearest that it is part of. On demand, each whenever
-- valid: `said` (what names the things as member, subject or object), `licensed` (licences for occupations that they are
-- said to be for), `list` (versions of the lists of `codes`), `printed` (entries of complete ones that only print a name, that
-- stand for an occupation of the things, or that print a name of one of `ids` and stand for what nobody describes). With
-- senders among the terms, `issued`: a thing and a sender that is said to own, offer or issue it on the day, by which link
-- (its columns as those of a statement of that kind) or claim.
-- With `told`, `about`: an IRI, none, and what describes it as in `descriptions` (no statement where nobody does), of `ids`,
-- `places`, `named` and all that the statements found name
WITH RECURSIVE reached (iri, id, origin, depth, doubt, via) AS (
  SELECT t.iri, t.id, t.iri, 0, 0, NULL FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
  UNION
  SELECT o.iri, o.id, r.origin, r.depth + 1, r.doubt OR instr(s.body, '"confidence":"0') > 0, s.id
  FROM reached r
  CROSS JOIN link a ON a.target = r.id AND a.role IN ('OF', 'OBJECT')
  CROSS JOIN statement s ON s.id = a.statement
  CROSS JOIN link b ON b.statement = s.id AND b.role IN ('OF', 'OBJECT') AND b.target <> r.id
  CROSS JOIN thing o ON o.id = b.target
  WHERE r.depth < :depth AND s.kind = 'Equivalence' AND s.recorded_from <= :n AND s.recorded_to > :n
    AND s.valid_from <= :day AND s.valid_to > :day
),
equal (iri, origin, via) AS MATERIALIZED (
  SELECT q.iri, q.origin, q.via
  FROM (SELECT a.iri, a.origin, a.depth, a.via, v.sid, row_number() OVER (PARTITION BY a.origin, a.iri
          ORDER BY a.doubt, a.depth, v.sid) AS place
        FROM reached a CROSS JOIN statement v ON v.id = a.via WHERE a.iri <> a.origin) q
  WHERE q.place = 1
  ORDER BY q.origin, q.depth, q.iri, q.sid
  LIMIT :limit
),
known (id) AS (
  SELECT t.id FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
  UNION SELECT t.id FROM equal q CROSS JOIN thing t ON t.iri = q.iri
),
awarded (id, subject) AS MATERIALIZED (
  SELECT DISTINCT s.id, s.subject
  FROM known m
  CROSS JOIN link l ON l.target = m.id AND l.role IN (SELECT value FROM json_each(:roles))
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind = 'Award' AND s.recorded_from <= :n AND s.recorded_to > :n
  ORDER BY instr(s.body, '"refused":true') = 0, s.key, s.document, s.valid_from, s.sid
  LIMIT :most
),
terms (id) AS MATERIALIZED (
  SELECT DISTINCT s.id
  FROM (SELECT DISTINCT subject FROM awarded) a
  CROSS JOIN thing t ON t.iri = a.subject
  CROSS JOIN link l ON l.target = t.id AND l.role IN ('GRANTS', 'MEMBER', 'OPEN', 'PROVIDES', 'RECEIVES')
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind IN ('Award', 'ListEntry') AND s.recorded_from <= :n AND s.recorded_to > :n
),
said (id) AS MATERIALIZED (
  SELECT DISTINCT s.id
  FROM known m
  CROSS JOIN link l ON l.target = m.id AND l.role IN ('MEMBER', 'OF', 'OBJECT')
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind IN (SELECT value FROM json_each(:kinds)) AND s.recorded_from <= :n AND s.recorded_to > :n
),
licensed (id) AS (
  SELECT DISTINCT s.id
  FROM said a
  CROSS JOIN statement c ON c.id = a.id
  CROSS JOIN link o ON o.statement = c.id AND o.role = 'CONCEPT'
  CROSS JOIN link l ON l.target = o.target AND l.role = 'OF'
  CROSS JOIN statement s ON s.id = l.statement
  WHERE c.kind = 'Classification' AND c.body ->> 'aspect' = 'occupation'
    AND s.kind = 'Recognition' AND s.body ->> 'action' = 'licenseRequired' AND s.recorded_from <= :n AND s.recorded_to > :n
),
lists (id, subject, complete) AS MATERIALIZED (
  SELECT s.id, s.subject, s.body ->> 'complete'
  FROM json_each(:codes) x
  CROSS JOIN statement s ON s.kind = 'ListVersion' AND s.place = x.value
  WHERE s.recorded_from <= :n AND s.recorded_to > :n
),
whole (id) AS MATERIALIZED (
  SELECT DISTINCT t.id FROM lists v CROSS JOIN thing t ON t.iri = v.subject WHERE v.complete = 1
),
called (start) AS (
  SELECT substr(t.sort, 1, instr(t.sort, char(0)) - 1) || char(0) FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
  WHERE t.name IS NOT NULL AND json_array_length(:codes) > 0
  UNION
  SELECT a.alias || char(0) FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
  CROSS JOIN alias a ON a.thing = t.id AND a.scheme = 'name' AND a.recorded_from <= :n AND a.recorded_to > :n
  WHERE json_array_length(:codes) > 0
),
printed (id) AS (
  SELECT s.id
  FROM whole w
  CROSS JOIN link l ON l.target = w.id AND l.role = 'PRINTED_IN'
  CROSS JOIN statement s ON s.id = l.statement
  WHERE s.kind = 'ListEntry' AND s.recorded_from <= :n AND s.recorded_to > :n
  UNION
  SELECT s.id
  FROM called
  CROSS JOIN thing p ON p.label = 'ListEntry' AND p.sort >= called.start AND p.sort < called.start || char(1114111)
  CROSS JOIN statement s ON s.subject = p.iri AND s.kind = 'ListEntry'
  CROSS JOIN link b ON b.statement = s.id AND b.role = 'MEMBER'
  CROSS JOIN thing t ON t.id = b.target
  WHERE s.recorded_from <= :n AND s.recorded_to > :n
    AND EXISTS (SELECT 1 FROM whole w CROSS JOIN link i ON i.statement = s.id AND i.role = 'IN' AND i.target = w.id)
    AND NOT EXISTS (SELECT 1 FROM statement d WHERE d.subject = t.iri AND d.kind = 'Description'
      AND d.recorded_from <= :n AND d.recorded_to > :n)
  UNION
  SELECT s.id
  FROM said a
  CROSS JOIN statement c ON c.id = a.id
  CROSS JOIN link l ON l.statement = c.id AND l.role = 'CONCEPT'
  CROSS JOIN link b ON b.target = l.target AND b.role = 'MEMBER'
  CROSS JOIN statement s ON s.id = b.statement
  WHERE c.kind = 'Classification' AND c.body ->> 'aspect' = 'occupation'
    AND s.kind = 'ListEntry' AND s.recorded_from <= :n AND s.recorded_to > :n
    AND EXISTS (SELECT 1 FROM whole w CROSS JOIN link i ON i.statement = s.id AND i.role = 'IN' AND i.target = w.id)
),
issued (thing, body, edge, claim) AS (
  SELECT known.id, sender.target, e.id, c.id
  FROM (SELECT DISTINCT l.target FROM terms a CROSS JOIN link l ON l.statement = a.id AND l.role = 'SENT_BY') sender
  CROSS JOIN known
  CROSS JOIN json_each('["OWNED_BY", "OFFERED_BY", "OWNS", "OFFERS", "OF"]') y
  LEFT JOIN edge e ON e.type = y.value AND e.source = iif(y.key < 2, known.id, sender.target) AND e.target = iif(y.key < 2, sender.target, known.id)
    AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
  LEFT JOIN link l ON y.value = 'OF' AND l.target = known.id AND l.role = y.value
  LEFT JOIN statement c ON c.id = l.statement AND c.kind = 'Claim' AND c.body ->> 'predicate' = 'credway:issuer'
    AND EXISTS (SELECT 1 FROM link b WHERE b.statement = c.id AND b.role = 'OBJECT' AND b.target = sender.target)
    AND c.recorded_from <= :n AND c.recorded_to > :n AND c.valid_from <= :day AND c.valid_to > :day
  WHERE e.id IS NOT NULL OR c.id IS NOT NULL
),
around (origin, id, depth) AS (
  SELECT t.id, t.id, 0 FROM json_each(:places) x CROSS JOIN thing t ON t.iri = x.value
  UNION
  SELECT l.target, l.target, 0 FROM (SELECT id FROM awarded UNION SELECT id FROM terms) a
  CROSS JOIN link l ON l.statement = a.id AND l.role = 'AT'
  UNION
  SELECT r.origin, e.target, r.depth + 1 FROM around r
  CROSS JOIN edge e ON e.source = r.id AND e.type IN ('OWNED_BY', 'OFFERED_BY', 'PART_OF_ORGANIZATION')
  WHERE r.depth < 3 AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
  UNION
  SELECT r.origin, e.source, r.depth + 1 FROM around r
  CROSS JOIN edge e ON e.target = r.id AND e.type IN ('OWNS', 'OFFERS', 'HAS_DEPARTMENT')
  WHERE r.depth < 3 AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
),
home (origin, id, far) AS (
  SELECT r.origin, e.target, 2 * r.depth FROM around r
  CROSS JOIN edge e ON e.source = r.id AND e.type = 'LOCATED_IN'
  WHERE e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
  UNION
  SELECT r.origin, f.target, 1 FROM around r
  CROSS JOIN edge e ON e.target = r.id AND e.type = 'PART_OF_ORGANIZATION'
  CROSS JOIN edge f ON f.source = e.source AND f.type = 'LOCATED_IN'
  WHERE r.depth = 0 AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
    AND f.recorded_from <= :n AND f.recorded_to > :n AND f.valid_from <= :day AND f.valid_to > :day
  UNION
  SELECT r.origin, f.target, 1 FROM around r
  CROSS JOIN edge e ON e.source = r.id AND e.type = 'HAS_DEPARTMENT'
  CROSS JOIN edge f ON f.source = e.target AND f.type = 'LOCATED_IN'
  WHERE r.depth = 0 AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day
    AND f.recorded_from <= :n AND f.recorded_to > :n AND f.valid_from <= :day AND f.valid_to > :day
),
within (origin, id) AS (
  SELECT origin, id FROM around WHERE id <> origin
  UNION
  SELECT h.origin, h.id FROM (SELECT origin, id, far, min(far) OVER (PARTITION BY origin) AS nearest FROM home) h
  WHERE h.far = h.nearest
),
found (part, iri, other, id) AS MATERIALIZED (
  SELECT 'equivalent', iri, origin, via FROM equal
  UNION ALL SELECT 'award', NULL, NULL, id FROM awarded
  UNION ALL SELECT 'terms', NULL, NULL, id FROM terms
  UNION ALL SELECT 'said', NULL, NULL, id FROM said
  UNION ALL SELECT 'licensed', NULL, NULL, id FROM licensed
  UNION ALL SELECT 'list', NULL, NULL, id FROM lists
  UNION ALL SELECT 'printed', NULL, NULL, id FROM printed
  UNION ALL SELECT 'within', p.iri, o.iri, NULL FROM within w CROSS JOIN thing p ON p.id = w.origin CROSS JOIN thing o ON o.id = w.id
),
about (id) AS (
  SELECT coalesce(l.target, t.id)
  FROM found f
  CROSS JOIN json_each('[0, 1, 2, 3]') k
  LEFT JOIN statement s ON s.id = f.id
  LEFT JOIN link l ON l.statement = f.id AND k.value = 3
  LEFT JOIN thing t ON t.iri = CASE k.value WHEN 0 THEN s.subject WHEN 1 THEN s.asserted_by WHEN 2 THEN f.other END
  WHERE :told AND coalesce(l.target, t.id) IS NOT NULL
  UNION
  SELECT t.id
  FROM (SELECT value AS iri FROM json_each(:ids) UNION SELECT value FROM json_each(:places) UNION SELECT value FROM json_each(:named)) x
  CROSS JOIN thing t ON t.iri = x.iri
  WHERE :told
),
shown (part, iri, other, id) AS (
  SELECT part, iri, other, id FROM found
  UNION ALL
  SELECT 'about', t.iri, NULL, d.id
  FROM about a CROSS JOIN thing t ON t.id = a.id
  LEFT JOIN statement d ON d.subject = t.iri AND d.kind = 'Description' AND d.recorded_from <= :n AND d.recorded_to > :n
)
SELECT f.part, f.iri, f.other, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  CASE WHEN f.part <> 'about' THEN
    (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
     WHERE k.statement = s.id)
  END
FROM shown f LEFT JOIN statement s ON s.id = f.id
UNION ALL
SELECT 'issued', t.iri, o.iri, coalesce(e.sid, c.sid), coalesce(e.type, c.kind), coalesce(c.key, ''), NULL, coalesce(e.document, c.document),
  coalesce(e.version, c.version), coalesce(e.asserted_by, c.asserted_by), coalesce(e.valid_from, c.valid_from), coalesce(e.valid_to, c.valid_to),
  coalesce(e.stated, c.stated), coalesce(e.recorded_from, c.recorded_from), coalesce(c.body, '{}'), NULL
FROM issued i CROSS JOIN thing t ON t.id = i.thing CROSS JOIN thing o ON o.id = i.body
LEFT JOIN edge e ON e.id = i.edge LEFT JOIN statement c ON c.id = i.claim
ORDER BY 1, 3, 2, 6, 8, 11, 4
