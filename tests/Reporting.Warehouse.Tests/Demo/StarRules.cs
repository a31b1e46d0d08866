namespace Reporting.Warehouse.Tests.Demo;

/// <summary>Rules of every star that the tables do not enforce. Each statement finds the rows that break a rule.</summary>
internal static class StarRules
{
    public static readonly (string Rule, string Broken)[] All =
    [
        ("Weights are 2,520 in all and one domain is the main one", """
            SELECT f.EngagementKey FROM FactEngagement f LEFT JOIN BridgeEngagementDomain b ON b.EngagementKey = f.EngagementKey
            GROUP BY f.EngagementKey HAVING COALESCE(SUM(WeightParts), 0) <> 2520 OR COALESCE(SUM(IsPrimary), 0) <> 1
            """),
        ("Every engagement has a line, and lines are numbered from 1", """
            SELECT f.EngagementKey FROM FactEngagement f LEFT JOIN BridgeEngagementParticipant b ON b.EngagementKey = f.EngagementKey
            GROUP BY f.EngagementKey HAVING MIN(b.[LineNo]) IS NOT 1 OR MAX(b.[LineNo]) <> COUNT(*)
            """),
        ("Every engagement has a source", "SELECT 1 FROM FactEngagement WHERE EngagementKey NOT IN (SELECT EngagementKey FROM BridgeEngagementSource)"),
        ("An unknown source is alone", "SELECT EngagementKey FROM BridgeEngagementSource GROUP BY EngagementKey HAVING MIN(SourceKey) = 0 AND COUNT(*) > 1"),
        ("A line's organisation is the one acted for, or the participant when it is one", """
            SELECT 1 FROM BridgeEngagementParticipant b JOIN DimParticipant p ON p.ParticipantKey = b.ParticipantKey
            WHERE b.OrganisationKey <> COALESCE(b.OnBehalfOfKey, CASE WHEN p.Kind IN ('person', 'country', 'unknown') THEN 0 ELSE p.ParticipantKey END)
            """),
        ("Only organisations are acted for", """
            SELECT 1 FROM BridgeEngagementParticipant b JOIN DimParticipant p ON p.ParticipantKey = b.OnBehalfOfKey WHERE p.Kind IN ('person', 'country', 'unknown')
            """),
        ("Nobody has two lines of one engagement", "SELECT 1 FROM BridgeEngagementParticipant GROUP BY EngagementKey, ParticipantKey HAVING COUNT(*) > 1"),
        ("An organisation has no line beside those who act for it", """
            SELECT 1 FROM BridgeEngagementParticipant a JOIN BridgeEngagementParticipant b ON b.EngagementKey = a.EngagementKey AND b.OnBehalfOfKey = a.ParticipantKey
            """),
        ("A country has no line beside those of its own", """
            SELECT 1 FROM BridgeEngagementParticipant a JOIN DimParticipant p ON p.ParticipantKey = a.ParticipantKey AND p.Kind = 'country'
            JOIN BridgeEngagementParticipant b ON b.EngagementKey = a.EngagementKey AND b.CountryCode = a.CountryCode AND b.[LineNo] <> a.[LineNo]
            """),
        ("Parents are organisations of organisations", """
            SELECT 1 FROM DimParticipant c JOIN DimParticipant p ON p.ParticipantKey = c.ParentKey
            WHERE c.Kind IN ('person', 'country', 'unknown') OR p.Kind IN ('person', 'country', 'unknown') OR p.ParticipantKey >= c.ParticipantKey
            """),
        ("Bridges repeat the start and its year", """
            SELECT 1 FROM FactEngagement f JOIN (SELECT EngagementKey, StartDateKey, YearKey FROM BridgeEngagementDomain
                UNION ALL SELECT EngagementKey, StartDateKey, YearKey FROM BridgeEngagementParticipant
                UNION ALL SELECT EngagementKey, StartDateKey, YearKey FROM BridgeEngagementSource) b ON b.EngagementKey = f.EngagementKey
            WHERE b.StartDateKey <> f.StartDateKey OR b.YearKey <> f.YearKey OR f.YearKey <> f.StartDateKey / 10000
            """),
        ("Links carry the headcount and the amount", """
            SELECT 1 FROM FactEngagement f JOIN (SELECT EngagementKey, Headcount, AmountCents FROM BridgeEngagementDomain
                UNION ALL SELECT EngagementKey, Headcount, AmountCents FROM BridgeEngagementParticipant) b ON b.EngagementKey = f.EngagementKey
            WHERE b.Headcount IS NOT f.Headcount OR b.AmountCents IS NOT f.AmountCents
            """),
        ("It ends when it began or later", "SELECT 1 FROM FactEngagement WHERE EndDateKey < StartDateKey"),
        ("Figures are not negative", "SELECT 1 FROM FactEngagement WHERE Headcount < 0 OR AmountCents < 0 OR AmountCents > 10000000000000"),
        ("A group has one name", "SELECT 1 FROM DimDomain GROUP BY GroupCode HAVING COUNT(DISTINCT GroupName) > 1 UNION ALL SELECT 1 FROM DimEngagementType GROUP BY CategoryCode HAVING COUNT(DISTINCT CategoryName) > 1"),
        ("Each year of DimDate is whole", "SELECT 1 FROM DimDate WHERE YearKey > 0 GROUP BY YearKey HAVING COUNT(*) NOT IN (378, 379)"),
    ];
}
