-- What is said of things by a concept, in the order of lists: a page of an occupation or of a cluster is read from it as
-- it stands, however many are of it. One row for each statement that links a thing and a concept, of any time.
CREATE TABLE classified (
  concept INTEGER NOT NULL, sort TEXT NOT NULL, thing INTEGER NOT NULL, statement INTEGER NOT NULL,
  PRIMARY KEY (concept, sort, thing, statement)
) STRICT, WITHOUT ROWID;

INSERT INTO classified
SELECT c.target, t.sort, t.id, c.statement
FROM link c CROSS JOIN link l ON l.statement = c.statement AND l.role = 'OF' CROSS JOIN thing t ON t.id = l.target
WHERE c.role = 'CONCEPT'
ORDER BY 1, 2, 3, 4;

-- Whichever of the two links comes last.
CREATE TRIGGER classified_linked AFTER INSERT ON link WHEN new.role IN ('OF', 'CONCEPT') BEGIN
  INSERT OR IGNORE INTO classified
  SELECT c.target, t.sort, t.id, c.statement
  FROM link c CROSS JOIN link l ON l.statement = c.statement AND l.role = 'OF' CROSS JOIN thing t ON t.id = l.target
  WHERE c.statement = new.statement AND c.role = 'CONCEPT';
END;
CREATE TRIGGER classified_renamed AFTER UPDATE OF sort ON thing WHEN new.sort <> old.sort BEGIN
  UPDATE classified SET sort = new.sort
  WHERE sort = old.sort AND thing = new.id AND concept IN (
    SELECT c.target FROM link l CROSS JOIN link c ON c.statement = l.statement AND c.role = 'CONCEPT'
    WHERE l.target = new.id AND l.role = 'OF');
END;
