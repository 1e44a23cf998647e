// Which of some IRIs are things that a document describes, or documents held and not withdrawn, as recorded at n.
// ids, n -> iri
UNWIND $ids AS id
WITH DISTINCT id
WHERE EXISTS {
    MATCH (s:Statement {subject: id, kind: 'Description'})
    WHERE s.recordedFrom <= $n AND s.recordedTo > $n
  } OR EXISTS {
    MATCH (e:Envelope)
    WHERE e.document = id AND e.version > 0 AND e.n <= $n AND (NOT e.withdrawn OR e.effectiveFrom IS NOT NULL)
      AND NOT EXISTS {
        MATCH (f:Envelope)
        WHERE f.document = id AND f.version > e.version AND f.n <= $n
      }
  }
WITH id
ORDER BY id
RETURN collect([id]) AS rows
