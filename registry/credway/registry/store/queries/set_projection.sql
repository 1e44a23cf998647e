-- Write: the one version of the projection that has made the whole graph; none where nothing was published.
-- projection
UPDATE meta SET oldest_projection = iif(n > 0, :projection, NULL), newest_projection = iif(n > 0, :projection, NULL)
