// Write: the one version of the projection that has made the whole graph; none where nothing was published.
// projection
MATCH (m:Meta {one: 1})
WITH m, CASE WHEN m.n > 0 THEN $projection END AS made
SET m.oldestProjection = made, m.newestProjection = made
