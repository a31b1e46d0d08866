-- Amounts are exact: beside the nearest whole cents (AmountCents) stands what they lack, in millionths of a cent (AmountRest; NULL is none), so that sums are
-- rounded once and not row by row. Indexes that carry the cents carry the rests, too. A city may be any text for a place. Twin of 0011-exact-amounts.sqlite.sql.
ALTER TABLE FactEngagement ADD AmountRest int NULL;
ALTER TABLE BridgeEngagementDomain ADD AmountRest int NULL;
ALTER TABLE BridgeEngagementParticipant ADD AmountRest int NULL;
ALTER TABLE PastEngagement ADD AmountRest int NULL;
ALTER TABLE StageEngagement ADD AmountRest int NULL;
ALTER TABLE DimPlace ALTER COLUMN City nvarchar(4000) NULL;
ALTER TABLE StagePlace ALTER COLUMN City nvarchar(4000) NULL;
GO
DROP INDEX IX_FactEngagement_Year ON FactEngagement;
DROP INDEX IX_FactEngagement_Figures ON FactEngagement;
DROP INDEX IX_BridgeEngagementDomain_Domain ON BridgeEngagementDomain;
DROP INDEX IX_BridgeEngagementParticipant_Participant ON BridgeEngagementParticipant;
DROP INDEX IX_BridgeEngagementParticipant_Country ON BridgeEngagementParticipant;
DROP INDEX IX_BridgeEngagementParticipant_Organisation ON BridgeEngagementParticipant;
CREATE INDEX IX_FactEngagement_Year ON FactEngagement (YearKey, EngagementTypeKey, StartDateKey, PlaceKey) INCLUDE (Headcount, AmountCents, AmountRest);
CREATE INDEX IX_FactEngagement_Figures ON FactEngagement (EngagementKey) INCLUDE (EngagementTypeKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementDomain_Domain ON BridgeEngagementDomain (DomainKey, EngagementKey) INCLUDE (YearKey, StartDateKey, WeightParts, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Participant ON BridgeEngagementParticipant (ParticipantKey, EngagementKey, YearKey, StartDateKey) INCLUDE (Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Country ON BridgeEngagementParticipant (CountryCode, EngagementKey, YearKey, StartDateKey) INCLUDE (Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Organisation ON BridgeEngagementParticipant (OrganisationKey, EngagementKey, YearKey, StartDateKey) INCLUDE (Headcount, AmountCents, AmountRest);
