-- The things of which nobody states a fact: for good, from a number after the one that is asked for, from a later day.
-- Without its name an index on a span would not be taken where another has the order.
  SELECT * FROM (
    SELECT t.iri, t.sort
    FROM thing t INDEXED BY credential_{facet}
    WHERE t.label = 'Credential' AND t.{facet}_since = (SELECT never FROM way)
      AND {scope} AND {unknown} AND {others} AND {position}
    ORDER BY t.sort {direction}
    LIMIT :limit)
  UNION ALL
  SELECT * FROM (
    SELECT t.iri, t.sort
    FROM thing t INDEXED BY credential_{facet}
    WHERE t.label = 'Credential' AND t.{facet}_since > (SELECT n FROM way) AND t.{facet}_since < 2147483647
      AND {scope} AND {unknown} AND {others} AND {position}
    ORDER BY t.sort {direction}
    LIMIT :limit)
  UNION ALL
  SELECT * FROM (
    SELECT t.iri, t.sort
    FROM thing t INDEXED BY credential_stated
    WHERE t.label = 'Credential' AND t.stated_from > (SELECT day FROM way) AND t.{facet}_since <= :n
      AND {scope} AND {unknown} AND {others} AND {position}
    ORDER BY t.sort {direction}
    LIMIT :limit)
  UNION ALL
