-- needs: columnstore
-- The figures that links carry since 0007, by columns too.
DROP INDEX NCCI_BridgeEngagementDomain ON BridgeEngagementDomain;
DROP INDEX NCCI_BridgeEngagementParticipant ON BridgeEngagementParticipant;
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_BridgeEngagementDomain ON BridgeEngagementDomain
    (EngagementKey, DomainKey, WeightParts, IsPrimary, StartDateKey, YearKey, Headcount, AmountCents);
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_BridgeEngagementParticipant ON BridgeEngagementParticipant
    (EngagementKey, ParticipantKey, OrganisationKey, CountryCode, Role, StartDateKey, YearKey, Headcount, AmountCents);
