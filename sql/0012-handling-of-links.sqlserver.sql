-- Links carry the handling of their engagement as a short key, as they carry its year: a clearance is then a condition on the index that a query reads anyway.
-- Twin of 0012-handling-of-links.sqlite.sql.
CREATE TABLE DimHandling (
    HandlingKey int NOT NULL PRIMARY KEY,
    Code        nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE
);
ALTER TABLE FactEngagement ADD HandlingKey int NOT NULL DEFAULT 0;
ALTER TABLE BridgeEngagementDomain ADD HandlingKey int NOT NULL DEFAULT 0;
ALTER TABLE BridgeEngagementParticipant ADD HandlingKey int NOT NULL DEFAULT 0;
ALTER TABLE BridgeEngagementSource ADD HandlingKey int NOT NULL DEFAULT 0;
GO
-- Keys begin at 1: 0 is the mark of a row that no import wrote, and no clearance shows it.
INSERT INTO DimHandling (HandlingKey, Code)
SELECT ROW_NUMBER() OVER (ORDER BY h.Engagements DESC, h.Handling), h.Handling
FROM (SELECT a.Handling, COUNT(*) AS Engagements
      FROM (SELECT Handling FROM FactEngagement UNION ALL SELECT Handling FROM PastEngagement) a GROUP BY a.Handling) h;
UPDATE FactEngagement SET HandlingKey = (SELECT h.HandlingKey FROM DimHandling h WHERE h.Code = FactEngagement.Handling);
UPDATE BridgeEngagementDomain
SET HandlingKey = (SELECT f.HandlingKey FROM FactEngagement f WHERE f.EngagementKey = BridgeEngagementDomain.EngagementKey);
UPDATE BridgeEngagementParticipant
SET HandlingKey = (SELECT f.HandlingKey FROM FactEngagement f WHERE f.EngagementKey = BridgeEngagementParticipant.EngagementKey);
UPDATE BridgeEngagementSource
SET HandlingKey = (SELECT f.HandlingKey FROM FactEngagement f WHERE f.EngagementKey = BridgeEngagementSource.EngagementKey);
GO
DROP INDEX IX_FactEngagement_Year ON FactEngagement;
DROP INDEX IX_FactEngagement_Handling ON FactEngagement;
DROP INDEX IX_BridgeEngagementDomain_Year ON BridgeEngagementDomain;
DROP INDEX IX_BridgeEngagementDomain_Domain ON BridgeEngagementDomain;
DROP INDEX IX_BridgeEngagementParticipant_Participant ON BridgeEngagementParticipant;
DROP INDEX IX_BridgeEngagementParticipant_Year ON BridgeEngagementParticipant;
DROP INDEX IX_BridgeEngagementParticipant_Country ON BridgeEngagementParticipant;
DROP INDEX IX_BridgeEngagementParticipant_Organisation ON BridgeEngagementParticipant;
DROP INDEX IX_BridgeEngagementSource_Source ON BridgeEngagementSource;
CREATE INDEX IX_FactEngagement_Year ON FactEngagement (YearKey, EngagementTypeKey, HandlingKey, StartDateKey, PlaceKey) INCLUDE (Headcount, AmountCents, AmountRest);
CREATE INDEX IX_FactEngagement_Handling ON FactEngagement (Handling, YearKey, StartDateKey, EngagementTypeKey, PlaceKey) INCLUDE (HandlingKey);
CREATE INDEX IX_BridgeEngagementDomain_Year ON BridgeEngagementDomain (YearKey, DomainKey, HandlingKey) INCLUDE (WeightParts);
CREATE INDEX IX_BridgeEngagementDomain_Domain ON BridgeEngagementDomain (DomainKey, HandlingKey, EngagementKey) INCLUDE (YearKey, StartDateKey, WeightParts, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Participant ON BridgeEngagementParticipant (ParticipantKey, EngagementKey, HandlingKey, YearKey, StartDateKey) INCLUDE (Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Year ON BridgeEngagementParticipant (YearKey, ParticipantKey, HandlingKey);
CREATE INDEX IX_BridgeEngagementParticipant_Country ON BridgeEngagementParticipant (CountryCode, EngagementKey, HandlingKey, YearKey, StartDateKey) INCLUDE (Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Organisation ON BridgeEngagementParticipant (OrganisationKey, EngagementKey, HandlingKey, YearKey, StartDateKey) INCLUDE (Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementSource_Source ON BridgeEngagementSource (SourceKey, EngagementKey, HandlingKey);
