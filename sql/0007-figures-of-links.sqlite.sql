-- Links carry the headcount and the amount of their engagement, as they carry its start date and year: sums by domain, participant or country read one
-- covering index and look nothing up. Twin of 0007-figures-of-links.sqlserver.sql.
ALTER TABLE BridgeEngagementDomain ADD Headcount INTEGER NULL;
ALTER TABLE BridgeEngagementDomain ADD AmountCents INTEGER NULL;
ALTER TABLE BridgeEngagementParticipant ADD Headcount INTEGER NULL;
ALTER TABLE BridgeEngagementParticipant ADD AmountCents INTEGER NULL;

UPDATE BridgeEngagementDomain
SET Headcount = (SELECT f.Headcount FROM FactEngagement f WHERE f.EngagementKey = BridgeEngagementDomain.EngagementKey),
    AmountCents = (SELECT f.AmountCents FROM FactEngagement f WHERE f.EngagementKey = BridgeEngagementDomain.EngagementKey);
UPDATE BridgeEngagementParticipant
SET Headcount = (SELECT f.Headcount FROM FactEngagement f WHERE f.EngagementKey = BridgeEngagementParticipant.EngagementKey),
    AmountCents = (SELECT f.AmountCents FROM FactEngagement f WHERE f.EngagementKey = BridgeEngagementParticipant.EngagementKey);

DROP INDEX IX_BridgeEngagementDomain_Domain;
DROP INDEX IX_BridgeEngagementParticipant_Participant;
DROP INDEX IX_BridgeEngagementParticipant_Country;
DROP INDEX IX_BridgeEngagementParticipant_Organisation;
CREATE INDEX IX_BridgeEngagementDomain_Domain ON BridgeEngagementDomain (DomainKey, EngagementKey, YearKey, StartDateKey, WeightParts, Headcount, AmountCents);
CREATE INDEX IX_BridgeEngagementParticipant_Participant ON BridgeEngagementParticipant (ParticipantKey, EngagementKey, YearKey, StartDateKey, Headcount, AmountCents);
CREATE INDEX IX_BridgeEngagementParticipant_Country ON BridgeEngagementParticipant (CountryCode, EngagementKey, YearKey, StartDateKey, Headcount, AmountCents);
CREATE INDEX IX_BridgeEngagementParticipant_Organisation ON BridgeEngagementParticipant (OrganisationKey, EngagementKey, YearKey, StartDateKey, Headcount, AmountCents);
