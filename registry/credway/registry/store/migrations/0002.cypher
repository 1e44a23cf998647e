// Which facts about a credential are stated, so that a list finds those of which nobody states one. Of each fact the
// newest number at which a statement was recorded that stands and holds from its first day for ever (2147483647 where
// there is none), and the last of the first days of all of them: a fact is known from that number and that day on.
// What is no credential has none of them. These numbers are no recorded ends: a reader that has pinned an older number
// looks first for those without a statement and then for those that have one since.
CREATE INDEX credential_issuer IF NOT EXISTS FOR (t:Credential) ON (t.issuerSince, t.sort);
CREATE INDEX credential_occupation IF NOT EXISTS FOR (t:Credential) ON (t.occupationSince, t.sort);
CREATE INDEX credential_cluster IF NOT EXISTS FOR (t:Credential) ON (t.clusterSince, t.sort);
CREATE INDEX credential_stated IF NOT EXISTS FOR (t:Credential) ON (t.statedFrom);
