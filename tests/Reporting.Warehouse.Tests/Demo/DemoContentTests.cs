using System.Text.RegularExpressions;

namespace Reporting.Warehouse.Tests.Demo;

/// <summary>Demo data cannot be taken for real data.</summary>
public sealed partial class DemoContentTests
{
    /// <summary>Letters and numbers stand for names, so that no real organisation or person takes part in invented acts.</summary>
    [Fact]
    public async Task No_real_person_or_organisation_takes_part()
    {
        await using var warehouse = await DemoGeneratorTests.GeneratedAsync(5000, 3);

        Assert.All(await warehouse.RowsAsync("SELECT Name FROM DimParticipant WHERE Kind <> 'country' AND ParticipantKey > 0"), name => Assert.Matches(Invented(), name));
        Assert.All(await warehouse.RowsAsync("SELECT DISTINCT Publisher FROM DimSource WHERE SourceKey > 0"), name => Assert.Matches(Publisher(), name));
        Assert.Empty(await warehouse.RowsAsync("SELECT Title FROM FactEngagement WHERE Title LIKE '%minister%'"));
        Assert.Empty(await warehouse.RowsAsync("SELECT DISTINCT Capacity FROM BridgeEngagementParticipant WHERE Capacity LIKE '%minister%' OR Capacity = 'Chief of Staff'"));
        Assert.Equal(["IL", "IN"], await warehouse.RowsAsync("SELECT DISTINCT CountryCode FROM DimParticipant WHERE NameLocal IS NOT NULL ORDER BY 1"));
    }

    [Fact]
    public async Task Every_source_reports_on_its_engagements_under_a_reserved_address()
    {
        await using var warehouse = await DemoGeneratorTests.GeneratedAsync(5000, 3);

        var links = await warehouse.RowsAsync(
            "SELECT f.Code, s.Code, s.Title, s.Url, f.YearKey FROM BridgeEngagementSource b JOIN FactEngagement f ON f.EngagementKey = b.EngagementKey JOIN DimSource s ON s.SourceKey = b.SourceKey WHERE s.SourceKey > 0");
        Assert.True(links.Count > 5000);
        foreach (var link in links.Select(row => row.Split('|')))
        {
            var (engagement, source, title, address) = (link[0], link[1], link[2], link[3]);
            Assert.StartsWith("https://example.org/", address.Length == 0 ? "https://example.org/" : address, StringComparison.Ordinal);
            if (source.StartsWith("demo-yearbook-", StringComparison.Ordinal))
            {
                Assert.True(link[4] == "0" || source.EndsWith(link[4], StringComparison.Ordinal), $"{engagement}: {title}");
                continue;
            }

            var ends = title["Report on the engagements ".Length..].Split(" to ");
            Assert.True(string.CompareOrdinal(ends[0], engagement) <= 0 && string.CompareOrdinal(engagement, ends[1]) <= 0, $"{engagement}: {title}");
            Assert.True(address.Length == 0 || address == $"https://example.org/{ends[0]}/{ends[1]}", address);
        }
    }

    /// <summary>Otherwise every report over them says that no engagement has a second source.</summary>
    [Fact]
    public async Task The_confidence_of_an_engagement_follows_from_its_publishers()
    {
        await using var warehouse = await DemoGeneratorTests.GeneratedAsync(5000, 3);

        var publishers = (await warehouse.RowsAsync("SELECT f.Code, COALESCE(s.Publisher, '') FROM FactEngagement f LEFT JOIN BridgeEngagementSource b ON b.EngagementKey = f.EngagementKey AND b.SourceKey <> 0 LEFT JOIN DimSource s ON s.SourceKey = b.SourceKey"))
            .Select(row => row.Split('|')).GroupBy(row => row[0]).ToDictionary(rows => rows.Key, rows => Math.Min(rows.Select(row => row[1]).Where(name => name.Length > 0).Distinct().Count(), 2));
        Assert.Equal([0, 1, 2], publishers.Values.Distinct().Order());
        Assert.All(await warehouse.RowsAsync("SELECT Code, ConfidenceKey FROM FactEngagement"), row => Assert.Equal($"{row.Split('|')[0]}|{publishers[row.Split('|')[0]]}", row));
    }

    /// <summary>Documents and pictures quote them. Names may change, figures may not.</summary>
    [Fact]
    public async Task The_figures_of_a_seed_stay_the_same()
    {
        await using var warehouse = await DemoGeneratorTests.GeneratedAsync(5000, 3);

        Assert.Equal(["207549637|10184|15684|1929644|2681528|5728|2872369|225098|1399684209768|99704279114|99704480850|70|4320"], await warehouse.RowsAsync(
            """
            SELECT (SELECT SUM(b.WeightParts * LENGTH(d.Code)) FROM BridgeEngagementDomain b JOIN DimDomain d ON d.DomainKey = b.DomainKey JOIN FactEngagement f ON f.EngagementKey = b.EngagementKey WHERE f.Code LIKE 'demo-%'),
                (SELECT COUNT(*) FROM BridgeEngagementDomain b JOIN FactEngagement f ON f.EngagementKey = b.EngagementKey WHERE f.Code LIKE 'demo-%'),
                COUNT(*), SUM(l.[LineNo] * CAST(substr(p.Code, -5) AS INTEGER)), SUM(unicode(l.CountryCode) * l.[LineNo]),
                (SELECT COUNT(*) || '|' || SUM(CAST(substr(s.Code, -7) AS INTEGER)) FROM BridgeEngagementSource b JOIN DimSource s ON s.SourceKey = b.SourceKey WHERE s.Code LIKE 'demo-source-%'),
                (SELECT SUM(Headcount) || '|' || SUM(AmountCents) || '|' || SUM(StartDateKey) || '|' || SUM(EndDateKey) FROM FactEngagement WHERE Code LIKE 'demo-%'),
                (SELECT COUNT(*) FROM DimPlace p JOIN FactEngagement f ON f.PlaceKey = p.PlaceKey WHERE p.City = 'Haifa' AND f.Code LIKE 'demo-%'),
                (SELECT COUNT(*) FROM FactEngagement WHERE Code LIKE 'demo-%' AND Handling = 'public')
            FROM BridgeEngagementParticipant l JOIN FactEngagement f ON f.EngagementKey = l.EngagementKey JOIN DimParticipant p ON p.ParticipantKey = l.ParticipantKey WHERE f.Code LIKE 'demo-%'
            """));
    }

    [GeneratedRegex(@"^((Ministry|Agency|Force) [A-I] of |Person \d+ of |International Body [A-H]$|Office [A-G] in |Unit [A-H]\d+ of |(National )?Institute [A-E] of |[A-Z][a-z]+ Company A?[A-Z] (of|in) )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Invented();

    [GeneratedRegex("^Publisher [A-M]$", RegexOptions.None, 1000)]
    private static partial Regex Publisher();
}
