-- What attests some competencies, as recorded at n on a day: claims of them by some predicates, and conditions that
-- require them, or what is so claimed to come with them, and what names the manifests among these; of each the first by key.
-- ids, predicates, day, most (claims, as many conditions, and as many that name manifests), n -> the thirteen statement columns
WITH skills (id) AS MATERIALIZED (
  SELECT t.id FROM json_each(:ids) x CROSS JOIN thing t ON t.iri = x.value
),
{attested}
SELECT s.sid, s.kind, s.key, s.subject, s.document, s.version, s.asserted_by, s.valid_from, s.valid_to, s.stated,
  s.recorded_from, s.body,
  (SELECT json_group_array(json_array(k.role, o.iri, k.ord)) FROM link k JOIN thing o ON o.id = k.target
   WHERE k.statement = s.id)
FROM (SELECT id FROM claims UNION ALL SELECT id FROM around UNION ALL SELECT id FROM shared) f CROSS JOIN statement s ON s.id = f.id
ORDER BY s.key, s.document, s.sid
