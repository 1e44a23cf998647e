// Awards that hold in some places on a day, with the statements that put in doubt a credential they rest on: replaced,
// of a status that ended, or off a list of the state, as recorded at n. A refusal is no award, nor is what says of itself
// that it has ceased, is suspended or being developed. An award holds where it says, and where a guide of its only owner
// lists it. What an entry removed or phased out stays off after its last day, until a later entry of the list names it; what
// a complete list dropped is told. What is removed for a part of the state is not off the list.
// What is the same credential under another IRI (by an Equivalence that is no replacement) is in doubt as the credential is.
// A system or a body without an address is in the states of its parts.
// places (with what lies in them), around (what they lie in, by itself), codes (postal codes of the states around), state
// (postal code or ''), wide (regions that are a whole state), statuses (CURIEs), status_concepts (IRIs), dropped (IRIs of
// credentials), dropped_by (for each the list version without it), day, depth (of links), after (position of five texts, ''
// for the start), limit, n
// -> how many in all, position (award sid, award from, credential, doubt sid, doubt from), then the thirteen statement
// columns of the award, then those of the doubt
// Of a state also what lies in it by an organization it is part of, three steps up as for credit; what has an address of
// its own is where that says.
CALL () {
  UNWIND $places AS id
  MATCH (t:Thing {iri: id})
  CALL (t) {
    MATCH (t)<-[e:LOCATED_IN]-(a:Thing)
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
    RETURN a, true AS placed
    UNION
    RETURN t AS a, false AS placed
  }
  WITH DISTINCT a, placed
  CALL (a, placed) {
    MATCH (a)-[e:PART_OF_ORGANIZATION|HAS_DEPARTMENT]-(b:Thing)
    WHERE (type(e) = 'HAS_DEPARTMENT') = (startNode(e) = a) AND e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
      AND NOT (placed AND EXISTS {
        MATCH (b)-[q:LOCATED_IN]->(:Thing)
        WHERE q.recordedFrom <= $n AND q.recordedTo > $n AND q.validFrom <= $day AND q.validTo > $day
      })
    RETURN b, 1 AS i
    UNION
    RETURN a AS b, 0 AS i
  }
  WITH DISTINCT b, placed, i
  CALL (b, placed) {
    MATCH (b)-[e:PART_OF_ORGANIZATION|HAS_DEPARTMENT]-(c:Thing)
    WHERE (type(e) = 'HAS_DEPARTMENT') = (startNode(e) = b) AND e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
      AND NOT (placed AND EXISTS {
        MATCH (c)-[q:LOCATED_IN]->(:Thing)
        WHERE q.recordedFrom <= $n AND q.recordedTo > $n AND q.validFrom <= $day AND q.validTo > $day
      })
    RETURN c, 1 AS j
    UNION
    RETURN b AS c, 0 AS j
  }
  WITH DISTINCT c, placed, i + j AS up
  CALL (c, placed) {
    MATCH (c)-[e:PART_OF_ORGANIZATION|HAS_DEPARTMENT]-(d:Thing)
    WHERE (type(e) = 'HAS_DEPARTMENT') = (startNode(e) = c) AND e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
      AND NOT (placed AND EXISTS {
        MATCH (d)-[q:LOCATED_IN]->(:Thing)
        WHERE q.recordedFrom <= $n AND q.recordedTo > $n AND q.validFrom <= $day AND q.validTo > $day
      })
    RETURN d, 1 AS k
    UNION
    RETURN c AS d, 0 AS k
  }
  WITH d, min(up + k) AS up
  CALL (d, up) {
    MATCH (d)<-[e:OWNED_BY|OFFERED_BY]-(h:Thing)
    WHERE up < 3 AND e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
    RETURN h
    UNION
    MATCH (d)-[e:OWNS|OFFERS]->(h:Thing)
    WHERE up < 3 AND e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
    RETURN h
    UNION
    RETURN d AS h
  }
  RETURN h
  UNION
  UNWIND $around AS id
  MATCH (h:Thing {iri: id})
  RETURN h
  UNION
  UNWIND $places AS id
  MATCH (:Thing {iri: id})<-[e:LOCATED_IN]-(m:Thing)
  WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
  CALL (m) {
    MATCH (m)-[f:PART_OF_ORGANIZATION]->(h:Thing)
    WHERE f.recordedFrom <= $n AND f.recordedTo > $n AND f.validFrom <= $day AND f.validTo > $day
    RETURN h
    UNION
    MATCH (m)<-[f:HAS_DEPARTMENT]-(h:Thing)
    WHERE f.recordedFrom <= $n AND f.recordedTo > $n AND f.validFrom <= $day AND f.validTo > $day
    RETURN h
  }
  WITH DISTINCT h
  WHERE NOT EXISTS {
    MATCH (h)-[e:LOCATED_IN]->(:Thing)
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
  }
  RETURN h
}
WITH collect(DISTINCT h) AS here
CALL (here) {
  UNWIND here AS h
  MATCH (h)<-[:AT]-(award:Award)
  RETURN award
  UNION
  UNWIND $codes AS code
  MATCH (g:Statement {kind: 'ListEntry', place: code})-[:MEMBER]->(v:Thing)
  WHERE g.recordedFrom <= $n AND g.recordedTo > $n AND g.validFrom <= $day AND g.validTo > $day
    AND NOT coalesce(g.entryStatus, '') IN ['Removed', 'Proposed']
  MATCH (award:Statement {subject: v.iri, kind: 'Award'})
  WHERE NOT award.body CONTAINS '"form":"'
    AND EXISTS { MATCH (award)-[:BY]->(o:Thing) WHERE o.iri = g.assertedBy }
    AND EXISTS { MATCH (award)-[:AT]->(o:Thing) WHERE o.iri = g.assertedBy }
    AND NOT EXISTS { MATCH (award)-[:AT]->(o:Thing) WHERE o.iri <> g.assertedBy }
  RETURN award
}
WITH award
WHERE award.recordedFrom <= $n AND award.recordedTo > $n AND award.validFrom <= $day AND award.validTo > $day
  AND NOT coalesce(award.status, '') IN ['lifeCycle:Ceased', 'lifeCycle:Suspended', 'lifeCycle:Developing']
WITH DISTINCT award
CALL (award) {
  MATCH (award)-[:FROM]->(c:Thing)
  RETURN c
  UNION
  MATCH (award)-[:GRANTS]->(t:Thing)
  MATCH (s:Statement {subject: t.iri, kind: 'Award'})-[:FROM]->(c:Thing)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    AND NOT coalesce(s.status, '') IN ['lifeCycle:Ceased', 'lifeCycle:Suspended', 'lifeCycle:Developing']
    AND NOT EXISTS { (s)-[:PROVIDES]->(:Thing) }
  RETURN c
  UNION
  CALL (award) {
    MATCH (award)-[:GRANTS]->(v:Thing)
    RETURN v
    UNION
    MATCH (v:Thing {iri: award.subject})
    RETURN v
  }
  // One step, written as a path: it starts at the value, also where the planner counts few such links in all.
  MATCH (v)<-[:PROVIDES*1]-(s:Award)-[:FROM]->(c:Thing)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND s.validFrom <= $day AND s.validTo > $day
    AND NOT EXISTS {
      MATCH (o:Statement {subject: v.iri, kind: 'Award'})-[:FROM]->(:Thing)
      WHERE o.recordedFrom <= $n AND o.recordedTo > $n AND o.validFrom <= $day AND o.validTo > $day
        AND NOT EXISTS { (o)-[:PROVIDES]->(:Thing) }
    }
  RETURN c
}
WITH c, collect(DISTINCT award) AS awards
WITH c, awards, reduce(levels = [[c]], i IN range(1, $depth) | levels + [COLLECT {
  UNWIND last(levels) AS a
  MATCH (a)<-[:OF|OBJECT]-(q:Equivalence)-[:OF|OBJECT]->(r:Thing)
  WHERE NOT q.body CONTAINS '"link":"ceterms:supersed'
    AND q.recordedFrom <= $n AND q.recordedTo > $n AND q.validFrom <= $day AND q.validTo > $day
  RETURN DISTINCT r
}]) AS levels
CALL (c, levels) {
  UNWIND levels AS level
  UNWIND level AS k
  WITH DISTINCT c, k
  CALL (c, k) {
    MATCH (d:Statement {subject: k.iri, kind: 'Description'})
    WHERE d.recordedFrom <= $n AND d.recordedTo > $n AND d.validFrom <= $day AND d.validTo > $day
      AND any(status IN $statuses WHERE d.body CONTAINS '"status":"' + status + '"')
    RETURN d
    UNION
    MATCH (k)<-[:OF]-(d:Claim {predicate: 'ceterms:credentialStatusType'})-[:OBJECT]->(o:Thing)
    WHERE d.recordedFrom <= $n AND d.recordedTo > $n AND d.validFrom <= $day AND d.validTo > $day
      AND d.denied IS NULL AND o.iri IN $status_concepts
    RETURN d
    UNION
    MATCH (k)<-[:OF]-(d:Equivalence)
    WHERE d.recordedFrom <= $n AND d.recordedTo > $n AND d.validFrom <= $day AND d.validTo > $day
      AND d.body CONTAINS '"link":"ceterms:supersededBy"'
    RETURN d
    UNION
    MATCH (k)<-[:OBJECT]-(d:Equivalence)
    WHERE d.recordedFrom <= $n AND d.recordedTo > $n AND d.validFrom <= $day AND d.validTo > $day
      AND d.body CONTAINS '"link":"ceterms:supersedes"'
    RETURN d
    UNION
    MATCH (k)<-[:MEMBER]-(d:ListEntry)
    WHERE d.recordedFrom <= $n AND d.recordedTo > $n AND d.validFrom <= $day AND (d.validTo > $day OR d.stated >= 2)
      AND d.place = $state AND (d.entryStatus = 'PhasingOut' OR d.entryStatus = 'Removed'
        AND (d.region IS NULL OR replace(toLower(d.region), '-', ' ') IN $wide))
      AND NOT EXISTS {
        UNWIND [c, k] AS m
        MATCH (m)<-[:MEMBER]-(e:ListEntry)
        WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
          AND e.validFrom > d.validFrom AND (coalesce(e.entryStatus, '') <> 'Removed' OR e.region IS NULL
            OR replace(toLower(e.region), '-', ' ') IN $wide) AND (e.subject = d.subject OR EXISTS {
            MATCH (d)-[:IN]->(:Thing)<-[:OF]-(:ListVersion)-[:IN]->(:Thing)<-[:IN]-(:ListVersion)-[:OF]->(v:Thing)
            WHERE EXISTS { (e)-[:IN]->(v) }
          })
      }
    RETURN d
    UNION
    UNWIND range(0, size($dropped) - 1) AS i
    WITH k, i
    WHERE $dropped[i] = k.iri
    MATCH (d:Statement {subject: $dropped_by[i], kind: 'ListVersion'})
    WHERE d.recordedFrom <= $n AND d.recordedTo > $n AND d.validFrom <= $day AND d.validTo > $day AND d.place = $state
    RETURN d
  }
  RETURN d
}
UNWIND awards AS a
WITH DISTINCT a, c, d
WHERE a.refused IS NULL
ORDER BY a.sid, a.validFrom, c.iri, d.sid, d.validFrom
WITH collect([a, c.iri, d]) AS found
WITH size(found) AS total, [f IN found
  WHERE [f[0].sid, f[0].validFrom, f[1], f[2].sid, f[2].validFrom] > $after][0..$limit] AS page
UNWIND page AS f
WITH total, f[0] AS a, f[1] AS iri, f[2] AS s
ORDER BY a.sid, a.validFrom, iri, s.sid, s.validFrom
RETURN collect([total, [a.sid, a.validFrom, iri, s.sid, s.validFrom],
  a.sid, a.kind, a.key, a.subject, a.document, a.version, a.assertedBy, a.validFrom, a.validTo, a.stated, a.recordedFrom, a.body,
  COLLECT { MATCH (a)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] },
  s.sid, s.kind, s.key, s.subject, s.document, s.version, s.assertedBy, s.validFrom, s.validTo, s.stated, s.recordedFrom, s.body,
  COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] }]) AS rows
