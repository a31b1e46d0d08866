-- Links carry the handling of their engagement as a short key, as they carry its year: a clearance is then a condition on the index that a query reads anyway.
-- Twin of 0012-handling-of-links.sqlserver.sql.
CREATE TABLE DimHandling (
    HandlingKey INTEGER NOT NULL PRIMARY KEY,
    Code        TEXT    NOT NULL UNIQUE
);
ALTER TABLE FactEngagement ADD HandlingKey INTEGER NOT NULL DEFAULT 0;
ALTER TABLE BridgeEngagementDomain ADD HandlingKey INTEGER NOT NULL DEFAULT 0;
ALTER TABLE BridgeEngagementParticipant ADD HandlingKey INTEGER NOT NULL DEFAULT 0;
ALTER TABLE BridgeEngagementSource ADD HandlingKey INTEGER NOT NULL DEFAULT 0;

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

DROP INDEX IX_FactEngagement_Year;
DROP INDEX IX_FactEngagement_Handling;
DROP INDEX IX_BridgeEngagementDomain_Year;
DROP INDEX IX_BridgeEngagementDomain_Domain;
DROP INDEX IX_BridgeEngagementParticipant_Participant;
DROP INDEX IX_BridgeEngagementParticipant_Year;
DROP INDEX IX_BridgeEngagementParticipant_Country;
DROP INDEX IX_BridgeEngagementParticipant_Organisation;
DROP INDEX IX_BridgeEngagementSource_Source;
CREATE INDEX IX_FactEngagement_Year ON FactEngagement (YearKey, EngagementTypeKey, HandlingKey, StartDateKey, PlaceKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_FactEngagement_Handling ON FactEngagement (Handling, YearKey, StartDateKey, EngagementTypeKey, PlaceKey, HandlingKey);
CREATE INDEX IX_BridgeEngagementDomain_Year ON BridgeEngagementDomain (YearKey, DomainKey, HandlingKey, WeightParts);
CREATE INDEX IX_BridgeEngagementDomain_Domain ON BridgeEngagementDomain (DomainKey, HandlingKey, EngagementKey, YearKey, StartDateKey, WeightParts, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Participant ON BridgeEngagementParticipant (ParticipantKey, EngagementKey, HandlingKey, YearKey, StartDateKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Year ON BridgeEngagementParticipant (YearKey, ParticipantKey, HandlingKey);
CREATE INDEX IX_BridgeEngagementParticipant_Country ON BridgeEngagementParticipant (CountryCode, EngagementKey, HandlingKey, YearKey, StartDateKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementParticipant_Organisation ON BridgeEngagementParticipant (OrganisationKey, EngagementKey, HandlingKey, YearKey, StartDateKey, Headcount, AmountCents, AmountRest);
CREATE INDEX IX_BridgeEngagementSource_Source ON BridgeEngagementSource (SourceKey, EngagementKey, HandlingKey);

-- What was known of the indexes went with them; a server sees to it itself.
PRAGMA analysis_limit = 1000;
ANALYZE main;
PRAGMA analysis_limit = 0;
