// Write, all rows at once: things that are pointed at; what is known of them stays, but for a label not known yet.
// rows: iri, label, type_list, name, ctid, reference_only, sort, search -> written
UNWIND $rows AS row
MERGE (t:Thing {iri: row.iri})
ON CREATE SET t.types = row.type_list, t.name = row.name, t.ctid = row.ctid,
  t.referenceOnly = row.reference_only, t.sort = row.sort, t.search = row.search
WITH t, row, CASE WHEN t.label IS NULL OR t.label = 'Resource' THEN [row.label] ELSE [] END AS label
REMOVE t:$([former IN [t.label] WHERE former IS NOT NULL AND size(label) > 0])
SET t:$(label), t.label = coalesce(label[0], t.label)
RETURN count(*) AS written
