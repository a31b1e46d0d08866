-- What the usual questions read: one covering index each.
-- Twin of 0002-covering-indexes.sqlite.sql.
CREATE INDEX IX_FactEngagement_Year ON FactEngagement (YearKey, EngagementTypeKey, StartDateKey, PlaceKey) INCLUDE (Headcount, AmountCents);
-- Narrow, so that links look their figures up without reading titles and texts.
CREATE INDEX IX_FactEngagement_Figures ON FactEngagement (EngagementKey) INCLUDE (EngagementTypeKey, Headcount, AmountCents);
CREATE INDEX IX_FactEngagement_StartDate ON FactEngagement (StartDateKey);
CREATE INDEX IX_BridgeEngagementDomain_Year ON BridgeEngagementDomain (YearKey, DomainKey) INCLUDE (WeightParts);
CREATE INDEX IX_BridgeEngagementDomain_Domain ON BridgeEngagementDomain (DomainKey, EngagementKey) INCLUDE (YearKey, StartDateKey, WeightParts);
CREATE INDEX IX_BridgeEngagementParticipant_Participant ON BridgeEngagementParticipant (ParticipantKey, EngagementKey, YearKey, StartDateKey);
CREATE INDEX IX_BridgeEngagementParticipant_Year ON BridgeEngagementParticipant (YearKey, ParticipantKey);
CREATE INDEX IX_BridgeEngagementParticipant_Country ON BridgeEngagementParticipant (CountryCode, EngagementKey, YearKey, StartDateKey);
CREATE INDEX IX_BridgeEngagementParticipant_Organisation ON BridgeEngagementParticipant (OrganisationKey, EngagementKey, YearKey, StartDateKey);
CREATE INDEX IX_BridgeEngagementSource_Source ON BridgeEngagementSource (SourceKey, EngagementKey);
