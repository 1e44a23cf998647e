-- match
EXISTS (WITH RECURSIVE up (id, depth) AS (
    SELECT t.id, 0
    UNION
    SELECT e.target, u.depth + 1 FROM up u CROSS JOIN edge e ON e.source = u.id AND e.type = 'PART_OF_ORGANIZATION'
    WHERE u.depth < 3 AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day)
  SELECT 1 FROM up u CROSS JOIN thing o ON o.id = u.id WHERE u.depth > 0 AND o.iri = :value)
OR EXISTS (WITH RECURSIVE up (id, depth) AS (
    SELECT t.id, 0
    UNION
    SELECT e.source, u.depth + 1 FROM up u CROSS JOIN edge e ON e.target = u.id AND e.type = 'HAS_DEPARTMENT'
    WHERE u.depth < 3 AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day)
  SELECT 1 FROM up u CROSS JOIN thing o ON o.id = u.id WHERE u.depth > 0 AND o.iri = :value)
-- known
EXISTS (SELECT 1 FROM edge e WHERE e.source = t.id AND e.type = 'PART_OF_ORGANIZATION'
    AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day)
OR EXISTS (SELECT 1 FROM edge e WHERE e.target = t.id AND e.type = 'HAS_DEPARTMENT'
    AND e.recorded_from <= :n AND e.recorded_to > :n AND e.valid_from <= :day AND e.valid_to > :day)
