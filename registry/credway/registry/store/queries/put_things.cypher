// Write, all rows at once: things as their newest descriptions have them; the class family is a label too.
// rows: iri, label, type_list, name, ctid, reference_only, sort, search -> written
UNWIND $rows AS row
MERGE (t:Thing {iri: row.iri})
WITH t, row, CASE WHEN coalesce(t.label, row.label) = row.label THEN [] ELSE [t.label] END AS former
REMOVE t:$(former)
SET t:$(row.label), t.label = row.label, t.types = row.type_list, t.name = row.name, t.ctid = row.ctid,
  t.referenceOnly = row.reference_only, t.sort = row.sort, t.search = row.search
SET t += CASE row.label WHEN 'Credential' THEN {} ELSE {issuerSince: null, occupationSince: null, clusterSince: null,
  statedFrom: null} END
RETURN count(*) AS written
