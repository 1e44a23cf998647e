// The awards that some things reach, themselves or through what stands for them, with the terms that others state of
// these and the places around where they hold, and on demand all else that bears on their standing; as recorded at n.
// ids, places, roles (FROM for what is held), day, depth, limit (equivalents), most (awards), kinds (of further
// statements; none for awards alone), codes (postal codes of states whose lists are asked for), told (whether things are
// described), named (more of them), n
// Of more than `most` awards refusals are kept before others: what they deny is not taken for given.
// -> part, two IRIs, then the thirteen statement columns. Parts: `equivalent` (what stands, for what, by which
// statement: the last link of a way without a doubt if there is one, of such ways of a shortest), `award` (none,
// none, the award whenever valid), `terms` (none, none, an agreement, an intermediary, an entry of a guide, what
// provides or receives a value, or a value that leaves that open), `within` (a place of an award or of `places`, one
// it lies in on the day; no statement). A place lies in the states of its own address, else of its parts, else of the
// nearest that it is part of. On demand, each whenever
// valid: `said` (what names the things as member, subject or object), `licensed` (licences for occupations that they are
// said to be for), `list` (versions of the lists of `codes`), `printed` (entries of complete ones that only print a name, that
// stand for an occupation of the things, or that print a name of one of `ids` and stand for what nobody describes). With
// senders among the terms, `issued`: a thing and a sender that is said to own, offer or issue it on the day, by which link
// (its columns as those of a statement of that kind) or claim.
// With `told`, `about`: an IRI, none, and what describes it as in `descriptions` (no statement where nobody does), of `ids`,
// `places`, `named` and all that the statements found name
CALL () {
  UNWIND $ids AS id
  MATCH (t:Thing {iri: id})
  WITH t, reduce(levels = [[[t, null, false]]], i IN range(1, $depth) | levels + [COLLECT {
    UNWIND last(levels) AS reached
    WITH DISTINCT reached[0] AS a, reached[2] AS doubt
    MATCH (a)<-[:OF|OBJECT]-(q:Equivalence)-[:OF|OBJECT]->(r:Thing)
    WHERE q.recordedFrom <= $n AND q.recordedTo > $n AND q.validFrom <= $day AND q.validTo > $day
    RETURN DISTINCT [r, q, doubt OR q.body CONTAINS '"confidence":"0']
  }]) AS levels
  UNWIND range(1, $depth) AS depth
  UNWIND levels[depth] AS reached
  WITH t, depth, reached[0] AS r, reached[1] AS s, reached[2] AS doubt
  WHERE r <> t
  WITH t, r, min([doubt, depth, s.sid, s]) AS near
  WITH t, r, near[1] AS depth, near[3] AS s
  ORDER BY t.iri, depth, r.iri, s.sid
  LIMIT $limit
  RETURN collect(['equivalent', r.iri, t.iri, s]) AS equal
}
CALL (equal) {
  UNWIND $ids + [e IN equal | e[1]] AS id
  WITH DISTINCT id
  MATCH (t:Thing {iri: id})<-[:$any($roles)]-(s:Award)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n
  WITH DISTINCT s
  ORDER BY s.refused IS NULL, s.key, s.document, s.validFrom, s.sid
  LIMIT $most
  RETURN collect(s) AS awarded
}
CALL (awarded) {
  UNWIND awarded AS a
  WITH DISTINCT a.subject AS subject
  MATCH (t:Thing {iri: subject})<-[:GRANTS|MEMBER|OPEN|PROVIDES|RECEIVES]-(s:Statement)
  WHERE s.kind IN ['Award', 'ListEntry'] AND s.recordedFrom <= $n AND s.recordedTo > $n
  RETURN collect(DISTINCT s) AS terms
}
CALL (awarded, terms) {
  CALL (awarded, terms) {
    UNWIND awarded + terms AS s
    MATCH (s)-[:AT]->(t:Thing)
    RETURN t
    UNION
    UNWIND $places AS id
    MATCH (t:Thing {iri: id})
    RETURN t
  }
  WITH DISTINCT t
  CALL (t) {
    MATCH (t)-[e:OWNED_BY|OFFERED_BY|PART_OF_ORGANIZATION]->(a:Thing)
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
    RETURN a, 1 AS i
    UNION
    MATCH (t)<-[e:OWNS|OFFERS|HAS_DEPARTMENT]-(a:Thing)
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
    RETURN a, 1 AS i
    UNION
    RETURN t AS a, 0 AS i
  }
  CALL (a) {
    MATCH (a)-[e:OWNED_BY|OFFERED_BY|PART_OF_ORGANIZATION]->(b:Thing)
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
    RETURN b, 1 AS j
    UNION
    MATCH (a)<-[e:OWNS|OFFERS|HAS_DEPARTMENT]-(b:Thing)
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
    RETURN b, 1 AS j
    UNION
    RETURN a AS b, 0 AS j
  }
  CALL (b) {
    MATCH (b)-[e:OWNED_BY|OFFERED_BY|PART_OF_ORGANIZATION]->(c:Thing)
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
    RETURN c, 1 AS k
    UNION
    MATCH (b)<-[e:OWNS|OFFERS|HAS_DEPARTMENT]-(c:Thing)
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
    RETURN c, 1 AS k
    UNION
    RETURN b AS c, 0 AS k
  }
  WITH t, c, min(i + j + k) AS up
  CALL (c, up) {
    MATCH (c)-[e:LOCATED_IN]->(o:Thing)
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
    RETURN o, 2 * up AS far
    UNION
    MATCH (c)<-[e:PART_OF_ORGANIZATION]-(:Thing)-[f:LOCATED_IN]->(o:Thing)
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
      AND up = 0 AND f.recordedFrom <= $n AND f.recordedTo > $n AND f.validFrom <= $day AND f.validTo > $day
    RETURN o, 1 AS far
    UNION
    MATCH (c)-[e:HAS_DEPARTMENT]->(:Thing)-[f:LOCATED_IN]->(o:Thing)
    WHERE e.recordedFrom <= $n AND e.recordedTo > $n AND e.validFrom <= $day AND e.validTo > $day
      AND up = 0 AND f.recordedFrom <= $n AND f.recordedTo > $n AND f.validFrom <= $day AND f.validTo > $day
    RETURN o, 1 AS far
    UNION
    RETURN c AS o, -1 AS far
  }
  WITH t, collect([o, far]) AS all
  WITH t, all, reduce(near = 99, x IN all | CASE WHEN x[1] >= 0 AND x[1] < near THEN x[1] ELSE near END) AS near
  UNWIND all AS x
  WITH t, near, x[0] AS o, x[1] AS far
  WHERE o <> t AND (far < 0 OR far = near)
  WITH DISTINCT t, o
  RETURN collect(['within', t.iri, o.iri, null]) AS within
}
CALL (equal) {
  UNWIND CASE WHEN $kinds = [] THEN [] ELSE $ids + [e IN equal | e[1]] END AS id
  WITH DISTINCT id
  MATCH (t:Thing {iri: id})<-[:MEMBER|OF|OBJECT]-(s:Statement)
  WHERE s.kind IN $kinds AND s.recordedFrom <= $n AND s.recordedTo > $n
  RETURN collect(DISTINCT s) AS said
}
CALL (said) {
  UNWIND said AS c
  WITH c
  WHERE c.kind = 'Classification' AND c.aspect = 'occupation'
  MATCH (c)-[:CONCEPT]->(o:Thing)
  WITH DISTINCT o
  MATCH (o)<-[:OF]-(s:Recognition)
  WHERE s.action = 'licenseRequired' AND s.recordedFrom <= $n AND s.recordedTo > $n
  RETURN collect(DISTINCT s) AS licensed
}
CALL () {
  UNWIND $codes AS code
  MATCH (s:Statement {kind: 'ListVersion', place: code})
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n
  RETURN collect(s) AS lists
}
CALL (lists) {
  UNWIND lists AS v
  WITH DISTINCT v.subject AS subject, v.complete AS complete
  WHERE complete
  RETURN collect(subject) AS whole
}
CALL (whole) {
  UNWIND whole AS subject
  MATCH (t:Thing {iri: subject})<-[:PRINTED_IN]-(s:Statement)
  WHERE s.kind = 'ListEntry' AND s.recordedFrom <= $n AND s.recordedTo > $n
  RETURN collect(DISTINCT s) AS bare
}
CALL (whole) {
  UNWIND CASE WHEN whole = [] THEN [] ELSE $ids END AS id
  MATCH (t:Thing {iri: id})
  CALL (t) {
    WITH t WHERE t.name IS NOT NULL
    RETURN split(t.sort, '\u0000')[0] AS name
    UNION
    MATCH (a:Alias)-[:NAMES]->(t)
    WHERE a.scheme = 'name' AND a.recordedFrom <= $n AND a.recordedTo > $n
    RETURN a.alias AS name
  }
  WITH DISTINCT whole, name
  MATCH (p:Thing)
  WHERE p.label = 'ListEntry' AND p.sort STARTS WITH name + '\u0000'
  MATCH (s:Statement {subject: p.iri, kind: 'ListEntry'})-[:MEMBER]->(o:Thing)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n
    AND EXISTS { MATCH (s)-[:IN]->(v:Thing) WHERE v.iri IN whole }
    AND NOT EXISTS { MATCH (d:Statement {subject: o.iri, kind: 'Description'})
      WHERE d.recordedFrom <= $n AND d.recordedTo > $n }
  RETURN collect(DISTINCT s) AS nobodys
}
CALL (said, whole) {
  UNWIND CASE WHEN whole = [] THEN [] ELSE said END AS c
  WITH c, whole
  WHERE c.kind = 'Classification' AND c.aspect = 'occupation'
  MATCH (c)-[:CONCEPT]->(o:Thing)
  WITH DISTINCT o, whole
  MATCH (o)<-[:MEMBER]-(s:ListEntry)
  WHERE s.recordedFrom <= $n AND s.recordedTo > $n AND EXISTS { MATCH (s)-[:IN]->(v:Thing) WHERE v.iri IN whole }
  RETURN collect(DISTINCT s) AS working
}
CALL (equal, terms) {
  UNWIND terms AS a
  MATCH (a)-[:SENT_BY]->(o:Thing)
  WITH DISTINCT equal, o
  UNWIND $ids + [e IN equal | e[1]] AS id
  WITH DISTINCT o, id
  MATCH (t:Thing {iri: id})
  CALL (t, o) {
    MATCH (t)-[e:OWNED_BY|OFFERED_BY]->(o)
    RETURN e {.sid, .document, .version, .assertedBy, .validFrom, .validTo, .stated, .recordedFrom, .recordedTo, kind: type(e), key: '', body: '{}'} AS r
    UNION
    MATCH (t)<-[e:OWNS|OFFERS]-(o)
    RETURN e {.sid, .document, .version, .assertedBy, .validFrom, .validTo, .stated, .recordedFrom, .recordedTo, kind: type(e), key: '', body: '{}'} AS r
    UNION
    MATCH (t)<-[:OF]-(c:Claim)-[:OBJECT]->(o)
    WHERE c.predicate = 'credway:issuer'
    RETURN c {.sid, .document, .version, .assertedBy, .validFrom, .validTo, .stated, .recordedFrom, .recordedTo, .kind, .key, .body} AS r
  }
  WITH t, o, r
  WHERE r.recordedFrom <= $n AND r.recordedTo > $n AND r.validFrom <= $day AND r.validTo > $day
  RETURN collect(['issued', t.iri, o.iri, null, r]) AS issued
}
CALL (bare, nobodys, working) {
  UNWIND bare + nobodys + working AS s
  RETURN collect(DISTINCT s) AS printed
}
WITH issued, equal + [a IN awarded | ['award', null, null, a]] + [a IN terms | ['terms', null, null, a]] + within
  + [a IN said | ['said', null, null, a]] + [a IN licensed | ['licensed', null, null, a]]
  + [a IN lists | ['list', null, null, a]] + [a IN printed | ['printed', null, null, a]] AS found
CALL (found) {
  CALL (found) {
    UNWIND CASE WHEN $told THEN found ELSE [] END AS f
    WITH DISTINCT f[3] AS s
    MATCH (s)-->(t:Thing)
    RETURN t
    UNION
    UNWIND CASE WHEN $told THEN found ELSE [] END AS f
    UNWIND [f[3].subject, f[3].assertedBy, CASE f[0] WHEN 'within' THEN f[2] END] AS id
    WITH DISTINCT id
    MATCH (t:Thing {iri: id})
    RETURN t
    UNION
    UNWIND CASE WHEN $told THEN $ids + $places + $named ELSE [] END AS id
    MATCH (t:Thing {iri: id})
    RETURN t
  }
  OPTIONAL MATCH (d:Statement {subject: t.iri, kind: 'Description'})
  WHERE d.recordedFrom <= $n AND d.recordedTo > $n
  RETURN collect(['about', t.iri, null, d]) AS about
}
UNWIND found + about + issued AS row
WITH row[0] AS part, row[1] AS iri, row[2] AS other, row[3] AS s, coalesce(row[4], row[3]) AS r
ORDER BY part, other, iri, r.key, r.document, r.validFrom, r.sid
RETURN collect([part, iri, other, r.sid, r.kind, r.key, r.subject, r.document, r.version, r.assertedBy, r.validFrom, r.validTo, r.stated,
  r.recordedFrom, r.body,
  CASE part WHEN 'about' THEN null ELSE COLLECT { MATCH (s)-[k]->(o:Thing) RETURN [type(k), o.iri, k.ord] } END]) AS rows
