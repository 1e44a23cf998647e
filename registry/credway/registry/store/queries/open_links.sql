-- Write, once for each row: a link that a statement owns; SQLite is given both ends by their internal numbers.
-- statement_id, role, ord, target_id
INSERT INTO link (statement, role, ord, target) VALUES (:statement_id, :role, :ord, :target_id)
