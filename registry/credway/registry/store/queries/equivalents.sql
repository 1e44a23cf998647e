-- What stands for some things, both ways along Equivalence statements that hold on a day.
-- ids, day, depth, limit, n -> iri, the thing asked about, then the thirteen statement columns: the last link of a
-- way without a doubt if there is one, of such ways of a shortest, of several the first by sid
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
)
SELECT r.iri, r.origin, s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM (SELECT a.iri, a.origin, a.depth, a.via, row_number() OVER (PARTITION BY a.origin, a.iri ORDER BY a.doubt, a.depth, v.sid) AS place
      FROM reached a CROSS JOIN statement v ON v.id = a.via WHERE a.iri <> a.origin) r
CROSS JOIN statement s ON s.id = r.via
WHERE r.place = 1
ORDER BY r.origin, r.depth, r.iri, s.sid
LIMIT :limit
