-- Write: the newest number that readers may pin, once all before it is committed.
-- n
UPDATE meta SET visible = max(visible, :n)
