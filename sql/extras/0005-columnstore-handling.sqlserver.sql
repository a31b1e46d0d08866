-- needs: columnstore
-- The handling of the fact and its links since 0012, by columns too.
DROP INDEX NCCI_FactEngagement ON FactEngagement;
DROP INDEX NCCI_BridgeEngagementDomain ON BridgeEngagementDomain;
DROP INDEX NCCI_BridgeEngagementParticipant ON BridgeEngagementParticipant;
DROP INDEX NCCI_BridgeEngagementSource ON BridgeEngagementSource;
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_FactEngagement ON FactEngagement
    (EngagementKey, StartDateKey, YearKey, EngagementTypeKey, PlaceKey, Headcount, AmountCents, AmountRest, Handling, HandlingKey);
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_BridgeEngagementDomain ON BridgeEngagementDomain
    (EngagementKey, DomainKey, WeightParts, IsPrimary, StartDateKey, YearKey, Headcount, AmountCents, AmountRest, HandlingKey);
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_BridgeEngagementParticipant ON BridgeEngagementParticipant
    (EngagementKey, ParticipantKey, OrganisationKey, CountryCode, Role, StartDateKey, YearKey, Headcount, AmountCents, AmountRest, HandlingKey);
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_BridgeEngagementSource ON BridgeEngagementSource
    (EngagementKey, SourceKey, StartDateKey, YearKey, HandlingKey);
