-- How many things pass the filters, and how many of them (or beside them) rest on an unknown.
SELECT coalesce(sum({filters}), 0), coalesce(sum({unknown}), 0)
{source}
WHERE t.label = :label
