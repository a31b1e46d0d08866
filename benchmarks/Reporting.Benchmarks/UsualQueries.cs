namespace Reporting.Benchmarks;

/// <summary>The fifteen usual queries. The textbook joins the star and counts distinct values, as tutorials do.</summary>
internal static class UsualQueries
{
    private const string Dated = "FROM FactEngagement f JOIN DimDate t ON t.DateKey = f.StartDateKey";

    private const string Domains = """
        FROM FactEngagement f
        JOIN BridgeEngagementDomain b ON b.EngagementKey = f.EngagementKey
        JOIN DimDomain d ON d.DomainKey = b.DomainKey
        JOIN DimDate t ON t.DateKey = f.StartDateKey
        """;

    private const string Lines = """
        FROM FactEngagement f
        JOIN BridgeEngagementParticipant l ON l.EngagementKey = f.EngagementKey
        JOIN DimParticipant p ON p.ParticipantKey = l.ParticipantKey
        JOIN DimCountry c ON c.CountryCode = l.CountryCode
        JOIN DimDate t ON t.DateKey = f.StartDateKey
        """;

    public static readonly IReadOnlyList<UsualQuery> All =
    [
        new("By year", "measures=engagements&by=year",
            $"SELECT t.Year, COUNT(DISTINCT f.EngagementKey) {Dated} GROUP BY t.Year ORDER BY t.Year"),
        new("By domain", "measures=engagements&by=domain",
            $"SELECT d.Code, d.Name, COUNT(DISTINCT f.EngagementKey) {Domains} GROUP BY d.Code, d.Name ORDER BY d.Code"),
        new("By year and domain, with totals", "measures=engagements&by=year,domain&totals=levels",
            $"SELECT t.Year, d.Code, d.Name, COUNT(DISTINCT f.EngagementKey) {Domains} GROUP BY t.Year, d.Code, d.Name ORDER BY t.Year, d.Code",
            $"SELECT t.Year, COUNT(DISTINCT f.EngagementKey) {Domains} GROUP BY t.Year ORDER BY t.Year",
            $"SELECT COUNT(DISTINCT f.EngagementKey) {Domains}"),
        new("By year and domain for one country", "measures=engagements&by=year,domain&participant_country=FR",
            $"""
            SELECT t.Year, d.Code, d.Name, COUNT(DISTINCT f.EngagementKey) {Domains}
            JOIN BridgeEngagementParticipant l ON l.EngagementKey = f.EngagementKey
            WHERE l.CountryCode = 'FR' GROUP BY t.Year, d.Code, d.Name ORDER BY t.Year, d.Code
            """),
        new("A country pair by year", "measures=engagements&by=year&participant_country_all=IN,IL",
            $"""
            SELECT t.Year, COUNT(DISTINCT f.EngagementKey) {Dated}
            JOIN BridgeEngagementParticipant x ON x.EngagementKey = f.EngagementKey AND x.CountryCode = 'IN'
            JOIN BridgeEngagementParticipant y ON y.EngagementKey = f.EngagementKey AND y.CountryCode = 'IL'
            GROUP BY t.Year ORDER BY t.Year
            """),
        new("Top 20 participants", "measures=engagements&by=participant&order=-engagements&limit=20",
            $"SELECT p.Code, p.Name, COUNT(DISTINCT f.EngagementKey) AS n {Lines} GROUP BY p.Code, p.Name ORDER BY n DESC, p.Code LIMIT 20"),
        new("By type and year", "measures=engagements&by=engagement_type,year",
            $"""
            SELECT e.Code, e.Name, t.Year, COUNT(DISTINCT f.EngagementKey) {Dated}
            JOIN DimEngagementType e ON e.EngagementTypeKey = f.EngagementTypeKey GROUP BY e.Code, e.Name, t.Year ORDER BY e.Code, t.Year
            """),
        new("Months of one year", "measures=engagements&by=month&year=2024",
            $"SELECT t.Month, COUNT(DISTINCT f.EngagementKey) {Dated} WHERE t.Year = 2024 GROUP BY t.Month ORDER BY t.Month"),
        new("By domain group and fiscal year", "measures=engagements&by=domain_group,fiscal_year",
            $"SELECT d.GroupCode, d.GroupName, t.FiscalYear, COUNT(DISTINCT f.EngagementKey) {Domains} GROUP BY d.GroupCode, d.GroupName, t.FiscalYear ORDER BY d.GroupCode, t.FiscalYear"),
        new("People by year", "measures=people&by=year",
            $"SELECT t.Year, COUNT(DISTINCT p.ParticipantKey) {Lines} WHERE p.Kind = 'person' GROUP BY t.Year ORDER BY t.Year"),
        new("Headcount by country", "measures=headcount&by=participant_country",
            """
            SELECT c.CountryCode, c.Name, SUM(x.Headcount) FROM (
                SELECT DISTINCT f.EngagementKey, f.Headcount, l.CountryCode FROM FactEngagement f
                JOIN BridgeEngagementParticipant l ON l.EngagementKey = f.EngagementKey) x
            JOIN DimCountry c ON c.CountryCode = x.CountryCode GROUP BY c.CountryCode, c.Name ORDER BY c.CountryCode
            """),
        new("Amount by domain", "measures=amount_usd&by=domain",
            """
            SELECT d.Code, d.Name, SUM(x.AmountCents) FROM (
                SELECT DISTINCT f.EngagementKey, f.AmountCents, b.DomainKey FROM FactEngagement f
                JOIN BridgeEngagementDomain b ON b.EngagementKey = f.EngagementKey) x
            JOIN DimDomain d ON d.DomainKey = x.DomainKey GROUP BY d.Code, d.Name ORDER BY d.Code
            """),
        new("Running total by year", "measures=engagements_running&by=year",
            $"""
            SELECT y.Year, SUM(y.n) OVER (ORDER BY y.Year ROWS UNBOUNDED PRECEDING) FROM (
                SELECT t.Year, COUNT(DISTINCT f.EngagementKey) AS n {Dated} GROUP BY t.Year) y ORDER BY y.Year
            """),
        new("Share by domain", "measures=engagement_share&by=domain",
            $"""
            SELECT d.Code, d.Name, COUNT(DISTINCT f.EngagementKey) * 1.0 / (SELECT COUNT(DISTINCT EngagementKey) FROM FactEngagement)
            {Domains} GROUP BY d.Code, d.Name ORDER BY d.Code
            """),
        new("The KPI row", "measures=engagements,agreements,people,organisations,countries,sources",
            $"SELECT COUNT(DISTINCT f.EngagementKey), COUNT(DISTINCT CASE WHEN e.CategoryCode = 'agreement' THEN f.EngagementKey END) {Dated} JOIN DimEngagementType e ON e.EngagementTypeKey = f.EngagementTypeKey",
            $"SELECT COUNT(DISTINCT CASE WHEN p.Kind = 'person' THEN p.ParticipantKey END), COUNT(DISTINCT NULLIF(l.OrganisationKey, 0)), COUNT(DISTINCT NULLIF(l.CountryCode, 'unknown')) {Lines}",
            "SELECT COUNT(DISTINCT NULLIF(s.SourceKey, 0)) FROM FactEngagement f JOIN BridgeEngagementSource s ON s.EngagementKey = f.EngagementKey"),
    ];
}
