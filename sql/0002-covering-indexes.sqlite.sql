-- What the usual questions read: one covering index each. The demo generator drops and rebuilds these by name.
-- Twin of 0002-covering-indexes.sqlserver.sql.
CREATE INDEX IX_FactEngagement_Year ON FactEngagement (YearKey, EngagementTypeKey, StartDateKey, PlaceKey, Headcount, AmountCents);
CREATE INDEX IX_FactEngagement_StartDate ON FactEngagement (StartDateKey);
CREATE INDEX IX_BridgeEngagementDomain_Year ON BridgeEngagementDomain (YearKey, DomainKey, WeightParts);
CREATE INDEX IX_BridgeEngagementDomain_Domain ON BridgeEngagementDomain (DomainKey, EngagementKey, YearKey, WeightParts);
CREATE INDEX IX_BridgeEngagementParticipant_Participant ON BridgeEngagementParticipant (ParticipantKey, EngagementKey, YearKey);
CREATE INDEX IX_BridgeEngagementParticipant_Year ON BridgeEngagementParticipant (YearKey, ParticipantKey);
CREATE INDEX IX_BridgeEngagementParticipant_Country ON BridgeEngagementParticipant (CountryCode, EngagementKey, YearKey);
CREATE INDEX IX_BridgeEngagementParticipant_Organisation ON BridgeEngagementParticipant (OrganisationKey, EngagementKey, YearKey);
CREATE INDEX IX_BridgeEngagementSource_Source ON BridgeEngagementSource (SourceKey, EngagementKey);
