-- The participants and organisations of one country (decision 0076). Twin of 0021-participants-of-countries.sqlserver.sql.
CREATE INDEX IX_BridgeEngagementParticipant_CountryParticipant ON BridgeEngagementParticipant (CountryCode, ParticipantKey, OrganisationKey);

-- Nothing is known of a new index; a server sees to it itself.
PRAGMA analysis_limit = 1000;
ANALYZE main;
PRAGMA analysis_limit = 0;
