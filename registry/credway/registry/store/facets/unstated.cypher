// The things of which nobody states a fact: for good, from a number after the one that is asked for, from a later day.
// In this order: what is stated while this runs moves from the first to the second. The last sum keeps the index on
// numbers, of which nearly all fit, out of the plan.
  MATCH (t:Credential)
  WHERE t.{facet}Since = 2147483647 AND t.sort >= unsaid AND {scope} AND {unknown} AND {others} AND {position}
  WITH t
  ORDER BY t.{facet}Since {direction}, t.sort {direction}
  LIMIT $limit
  RETURN t
  UNION ALL
  MATCH (t:Credential)
  WHERE t.{facet}Since > $n AND t.{facet}Since < 2147483647 AND t.sort >= unsaid AND {scope} AND {unknown} AND {others} AND {position}
  WITH t
  ORDER BY t.sort {direction}
  LIMIT $limit
  RETURN t
  UNION ALL
  MATCH (t:Credential)
  WHERE t.statedFrom > $day AND t.{facet}Since + 0 <= $n AND t.sort >= unsaid AND {scope} AND {unknown} AND {others} AND {position}
  WITH t
  ORDER BY t.sort {direction}
  LIMIT $limit
  RETURN t
  UNION ALL
