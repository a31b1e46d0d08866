-- needs: columnstore
-- What amounts have beside whole cents since 0011, by columns too.
DROP INDEX NCCI_FactEngagement ON FactEngagement;
DROP INDEX NCCI_BridgeEngagementDomain ON BridgeEngagementDomain;
DROP INDEX NCCI_BridgeEngagementParticipant ON BridgeEngagementParticipant;
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_FactEngagement ON FactEngagement
    (EngagementKey, StartDateKey, YearKey, EngagementTypeKey, PlaceKey, Headcount, AmountCents, AmountRest, Handling);
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_BridgeEngagementDomain ON BridgeEngagementDomain
    (EngagementKey, DomainKey, WeightParts, IsPrimary, StartDateKey, YearKey, Headcount, AmountCents, AmountRest);
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_BridgeEngagementParticipant ON BridgeEngagementParticipant
    (EngagementKey, ParticipantKey, OrganisationKey, CountryCode, Role, StartDateKey, YearKey, Headcount, AmountCents, AmountRest);
