-- How many envelopes have a greater number.
-- n -> count
SELECT count(*) FROM envelope WHERE n > :n
