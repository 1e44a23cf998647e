// What some things link in some types, and what some other things are linked by in some types from documents other
// than those given; as recorded at n, whenever valid.
// sources, source_types, targets, target_types, documents, limit, n -> source, type, target, label of the source,
// document, valid_from, valid_to
CALL () {
  UNWIND $sources AS id
  MATCH (a:Thing {iri: id})-[e:$any($source_types)]->(b:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n
  RETURN a, e, b
  UNION
  UNWIND $targets AS id
  MATCH (b:Thing {iri: id})<-[e:$any($target_types)]-(a:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND NOT e.document IN $documents
  RETURN a, e, b
}
WITH DISTINCT a.iri AS source, type(e) AS kind, b.iri AS target, a.label AS label, e.document AS document,
  e.validFrom AS since, e.validTo AS until
ORDER BY source, kind, target, document, since, until
LIMIT $limit
RETURN collect([source, kind, target, label, document, since, until]) AS rows
