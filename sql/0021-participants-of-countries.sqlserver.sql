-- The participants and organisations of one country (decision 0076). Twin of 0021-participants-of-countries.sqlite.sql.
CREATE INDEX IX_BridgeEngagementParticipant_CountryParticipant ON BridgeEngagementParticipant (CountryCode, ParticipantKey, OrganisationKey);
