-- Amounts are exact: beside the nearest whole cents (AmountCents) stands what they lack, in millionths of a cent (AmountRest; NULL is none), so that sums are
-- rounded once and not row by row. Indexes that carry the cents carry the rests, too. A city may be any text for a place. Twin of 0011-exact-amounts.sqlserver.sql.
ALTER TABLE FactEngagement ADD AmountRest INTEGER NULL;
ALTER TABLE BridgeEngagementDomain ADD AmountRest INTEGER NULL;
ALTER TABLE BridgeEngagementParticipant ADD AmountRest INTEGER NULL;
ALTER TABLE PastEngagement ADD AmountRest INTEGER NULL;

DROP INDEX IX_FactEngagement_Year;
DROP INDEX IX_FactEngagement_Figures;
DROP INDEX IX_BridgeEngagementDomain_Domain;
DROP INDEX IX_BridgeEngagementParticipant_Participant;
DROP INDEX IX_BridgeEngagementParticipant_Country;
DROP INDEX IX_BridgeEngagementParticipant_Organisation;
CREATE INDEX IX_FactEngagement_Year ON FactEngagement (YearKey, EngagementTypeKey, StartDateKey, PlaceKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_FactEngagement_Figures ON FactEngagement (EngagementKey, EngagementTypeKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementDomain_Domain ON BridgeEngagementDomain (DomainKey, EngagementKey, YearKey, StartDateKey, WeightParts, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Participant ON BridgeEngagementParticipant (ParticipantKey, EngagementKey, YearKey, StartDateKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Country ON BridgeEngagementParticipant (CountryCode, EngagementKey, YearKey, StartDateKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Organisation ON BridgeEngagementParticipant (OrganisationKey, EngagementKey, YearKey, StartDateKey, Headcount, AmountCents, AmountRest);

-- What was known of the indexes went with them; a server sees to it itself.
PRAGMA analysis_limit = 1000;
ANALYZE main;
PRAGMA analysis_limit = 0;
