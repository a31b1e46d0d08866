using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.TestWarehouses.Generated;

/// <summary>Small warehouses with difficult data: shared members, inexact dates, uneven parts, unknown values.</summary>
public sealed class RandomData(Random random, bool hasStatus = false)
{
    // Around the day of the data (TestData.ImportedAt): planned engagements before it are not confirmed.
    private static readonly int[] PlannedDates = [20260101, 20260102, 20260103, 20260100, 20251200, 20260000, 20250000, 20270500, 0];

    private static readonly (string Code, string Group)[] AllDomains =
        [("ai", "digital"), ("cyber", "digital"), ("drones", "platforms"), ("space", "platforms"), (TestData.Unknown, TestData.Unknown)];

    private static readonly (string Code, string Category)[] Types =
        [("meeting", "dialogue"), ("call", "dialogue"), ("visit", "visit"), ("statement", "agreement"), ("memorandum", "agreement"), (TestData.Unknown, TestData.Unknown)];

    private static readonly (string Country, string? City)[] Places =
        [("IN", "New Delhi"), ("IN", "Goa"), ("IN", null), ("IL", "Tel Aviv"), ("FR", null), (TestData.Unknown, null)];

    // An organisation acts for itself. A person or a country acts for the organisation of the line.
    private static readonly (string Code, string Kind)[] Participants =
    [
        ("p-rana", "person"), ("p-levi", "person"), ("p-baram", "person"), ("acme", "company"), ("Zenith", "company"), ("mod-a", "government-body"),
        ("navy-a", "armed-force"), ("lab-x", "research-body"), ("un-y", "international-organisation"), ("india", "country"), (TestData.Unknown, TestData.Unknown),
    ];

    private static readonly string?[] Offices = ["mod-a", "office-only", "navy-a", "acme", null, null];
    private static readonly string[] Countries = ["IN", "IL", "FR", "US", TestData.Unknown];
    private static readonly string[] Roles = ["host", "visitor", "signatory", TestData.Unknown];
    private static readonly string[] Handlings = ["public", "official", "restricted"];
    private static readonly string[] Sources = ["s1", "s2", "S3", "s4", TestData.Unknown];
    private static readonly string[] Words = ["Joint", "cyber", "DIALOGUE", "on", "50%", "under_score", "O'Brien", "[talks]", "naval"];

    public TestData Next() => Next(0, 26);

    public TestData Next(int least, int below)
    {
        var domains = AllDomains.OrderBy(_ => random.Next()).Take(random.Next(1, AllDomains.Length + 1)).ToArray();
        return Of(random.Next(least, below), domains);
    }

    /// <summary>A larger warehouse with every domain.</summary>
    public TestData Rich() => Of(40, AllDomains);

    private TestData Of(int engagements, (string Code, string Group)[] domains) =>
        new([.. Enumerable.Range(1, engagements).Select(i => Engagement($"E{i}", domains))]);

    private TestEngagement Engagement(string code, (string Code, string Group)[] domains)
    {
        var type = Pick(Types);
        var place = Pick(Places);
        var status = !hasStatus ? "held" : random.Next(8) switch { 0 or 1 => "planned", 2 => Pick(["postponed", "cancelled"]), _ => "held" };
        return new TestEngagement
        {
            Code = code,
            Title = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(Words))),
            Start = status == "planned" && random.Next(3) > 0 ? new PartialDate(Pick(PlannedDates)) : Date(),
            Type = type.Code,
            Category = type.Category,
            PlaceCountry = place.Country,
            City = place.City,
            Headcount = random.Next(10) switch { < 4 => null, 4 => 0, _ => random.Next(1, 500) },
            AmountCents = random.Next(10) switch { < 5 => null, 5 => 0, 6 => random.NextInt64(1, 1_000_000_000_000), _ => random.Next(1, 100_000) },
            AmountRest = random.Next(3) == 0 ? random.Next(-500_000, 500_001) : null,
            Handling = Pick(Handlings),
            Status = status,
            Review = hasStatus && random.Next(6) == 0 ? "draft" : "reviewed",
            RecordedOn = DateOnly.FromDateTime(TestData.ImportedAt.UtcDateTime).AddDays(-random.Next(1200)),
            Domains = Domains(domains),
            Lines = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Line())],
            Sources = [.. Sources.OrderBy(_ => random.Next()).Take(random.Next(1, 4))],
        };
    }

    private PartialDate Date()
    {
        var (year, month) = (random.Next(2021, 2025), random.Next(3) == 0 ? random.Next(1, 13) : Pick([1, 3, 4, 12]));
        var day = random.Next(3) switch { 0 => 1, 1 => DateTime.DaysInMonth(year, month), _ => random.Next(1, 29) };
        return new PartialDate(random.Next(20) switch
        {
            < 12 => (year * 10000) + (month * 100) + day,
            < 15 => (year * 10000) + (month * 100),
            < 18 => year * 10000,
            _ => 0,
        });
    }

    private List<TestDomain> Domains((string Code, string Group)[] domains)
    {
        var chosen = domains.OrderBy(_ => random.Next()).Take(random.Next(1, domains.Length + 1)).ToList();
        var left = TestData.WholeParts;
        var links = new List<TestDomain>();
        foreach (var (i, domain) in chosen.Index())
        {
            var parts = i == chosen.Count - 1 ? left : random.Next(3) == 0 ? left / chosen.Count : random.Next(0, left + 1);
            links.Add(new TestDomain(domain.Code, domain.Group, parts));
            left -= parts;
        }

        return links;
    }

    private TestLine Line()
    {
        var (code, kind) = Pick(Participants);
        var stands = kind is "person" or "country" or TestData.Unknown ? Pick(Offices) : code;
        return new TestLine(code, kind, stands, Pick(Countries), Pick(Roles));
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
