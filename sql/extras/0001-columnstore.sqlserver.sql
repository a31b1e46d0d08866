-- needs: columnstore
-- The figures of the fact and its bridges by columns, for questions that read most of a table. Nonclustered, beside the primary keys: an import
-- finds and replaces single engagements. Changes no answer.
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_FactEngagement ON FactEngagement
    (EngagementKey, StartDateKey, YearKey, EngagementTypeKey, PlaceKey, Headcount, AmountCents, Handling);
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_BridgeEngagementDomain ON BridgeEngagementDomain
    (EngagementKey, DomainKey, WeightParts, IsPrimary, StartDateKey, YearKey);
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_BridgeEngagementParticipant ON BridgeEngagementParticipant
    (EngagementKey, ParticipantKey, OrganisationKey, CountryCode, Role, StartDateKey, YearKey);
CREATE NONCLUSTERED COLUMNSTORE INDEX NCCI_BridgeEngagementSource ON BridgeEngagementSource
    (EngagementKey, SourceKey, StartDateKey, YearKey);
