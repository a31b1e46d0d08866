using Reporting.Engine.Engagements;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Tests;

/// <summary>An invented, constant report with everything that is difficult to render.</summary>
internal static class SampleReport
{
    public const string Hebrew = "בנימין נתניהו";
    public const string Devanagari = "नरेन्द्र मोदी";
    public const string Formula = "=HYPERLINK(\"https://evil.example\",\"Click\")";
    public const string Script = "<script>alert('x')</script> & Sons";

    private static readonly string[] Domains =
    [
        "Agriculture and food security", "Climate and environment", "Culture and people-to-people ties", "Cyber security", "Defence",
        "Education and skills", "Energy", "Health", "Infrastructure and connectivity", "Science, technology and innovation", "Space", "Trade and investment",
    ];

    private static readonly string[] Years = ["2021", "2022", "2023", "2024"];

    public static ReportDocument Whole() => new(
        "cooperation-by-year-and-domain",
        "Cooperation by year and domain, India and Israel",
        "Who met, signed and visited what with whom: engagements by domain and year, with every engagement and its sources.",
        "en",
        [
            new("years", "Years", "2021 to 2024"),
            new("countries", "Countries", "India with Israel"),
            new("measure", "Measure", "Engagements"),
        ],
        [Kpis(), Matrix(), Columns(), Stacked(), Bars(), Lines(), Table(), Engagements()],
        new Provenance(
            3,
            new DateTimeOffset(2025, 7, 1, 9, 30, 0, TimeSpan.Zero),
            "Years 2021 to 2024; engagements with participants of both India and Israel",
            "An engagement in several domains is counted in each of them and once in every total. Totals are counted by the database at their own grain, never added up."))
    {
        FileName = "cooperation-by-year-and-domain_2021-2024_v3",
    };

    public static KpiSection Kpis() => new(
        "figures",
        "At a glance",
        null,
        [
            new("engagements", "Engagements", 1234L, ValueFormat.Count, "Each counted once"),
            new("agreements", "Agreements", 48L, ValueFormat.Count, null),
            new("allocated_engagements", "Allocated engagements", 1234.5, ValueFormat.Fraction, null),
            new("engagement_share", "Share of all engagements", 0.256, ValueFormat.Percent, null),
            new("amount_usd", "Amount", 1_500_000m, ValueFormat.Money, "Of 12 engagements that state one"),
            new("engagements_change", "Change since 2023", -5L, ValueFormat.Count, null),
            new("last_date", "Latest engagement", new PartialDate(20240700), ValueFormat.Date, null),
            new("headcount", "Headcount", null, ValueFormat.Count, "Not stated"),
        ]);

    /// <summary>The sample with an answer over twelve months and a list of leaders.</summary>
    public static ReportDocument Answered() => Whole() with { Sections = [Headline(), .. Whole().Sections] };

    public static HeadlineSection Headline() => new(
        "headline",
        "In short",
        null,
        "India and Israel: 1,234 engagements in 2024, 5 fewer than in 2023; most in Cyber security (41) and Defence (39)",
        new Kpi("engagements", "Engagements", 1234L, ValueFormat.Count, null) { Change = new KpiChange("2023", 1239L, -5L, -5 / 1239.0) },
        [new HeadlineLeader("0004", "Cyber security", 41), new HeadlineLeader("0005", "Defence", 39)],
        new ChartSection(
            "headline-trend", "In short", null, ChartKind.Column, "Engagements", ValueFormat.Count,
            new Axis("month", "Month", [.. Enumerable.Range(1, 12).Select(i => new AxisMember($"2024-{i:00}", new PartialDate(20240000 + (i * 100)).Label) { Short = new PartialDate(20240000 + (i * 100)).Label[..3] })]) { IsTime = true },
            [new ChartSeries(null, "Engagements", [.. Enumerable.Range(1, 12).Select(i => (object?)(long)(i * 7))])]) { Size = ChartSize.Small },
        new TableSection(
            "headline-top", "In short", null, [new("domain", "Domain", ValueFormat.Text), new("engagements", "Engagements", ValueFormat.Count)],
            [["Cyber security", 41L], ["Defence", 39L], ["Others", 1154L], ["Not stated", 2L]], null, Truncated: false) { Codes = ["0004", "0005", null, null], HasOthers = true, NotStated = 1 });

    public static MatrixSection Matrix() => new(
        "by-domain-and-year",
        "Engagements by domain and year",
        null,
        new Axis("domain", "Domain", [.. Domains.Select((name, i) => new AxisMember($"{i + 1:0000}", name))]),
        new Axis("year", "Year", [.. Years.Select(year => new AxisMember(year, year))]) { IsTime = true },
        "engagements",
        "Engagements",
        ValueFormat.Count,
        [.. Domains.Select((_, i) => (IReadOnlyList<object?>)[.. Years.Select((_, j) => Cell(i, j))])],
        [.. Domains.Select((_, i) => (object?)(long)(200 + (17 * i)))],
        [301L, 1322L, 343L, 364L],
        1234L);

    public static ChartSection Columns() => new(
        "engagements-by-year", "Engagements by year", "Totals count each engagement once.", ChartKind.Column, "Engagements", ValueFormat.Count,
        YearAxis(), [new ChartSeries(null, "Engagements", [301L, 1322L, 343L, 364L])]);

    public static ChartSection Stacked() => new(
        "allocated-by-year", "Allocated engagements by year and domain", "Weights of an engagement add up to one.", ChartKind.StackedColumn, "Allocated engagements", ValueFormat.Fraction,
        YearAxis(),
        [.. Domains.Take(6).Select((name, i) => new ChartSeries($"{i}", name, [.. Years.Select((_, j) => (object?)(4.25 + (i * 2.5) + (j * (6 - i)))) ]))]);

    public static ChartSection Bars() => new(
        "by-domain", "Engagements by domain", null, ChartKind.Bar, "Engagements", ValueFormat.Count,
        new Axis("domain", "Domain", [.. Domains.Select((name, i) => new AxisMember($"{i + 1:0000}", name))]),
        [new ChartSeries(null, "Engagements", [.. Domains.Select((_, i) => (object?)(long)(200 + (17 * i)))])]);

    public static ChartSection Lines() => new(
        "amounts", "Amounts by year", null, ChartKind.Line, "Amount (USD)", ValueFormat.Money,
        YearAxis(),
        [
            new ChartSeries("agreement", "Agreements", [1_500_000m, 2_750_000m, null, 3_100_000m]),
            new ChartSeries("grant", "Grants and donations", [250_000m, 400_000m, 1_900_000.5m, 3_000_000m]),
        ]);

    public static TableSection Table() => new(
        "top-participants", "Most active participants", "Parts overlap: several take part in the same engagement.",
        [
            new("participant", "Participant", ValueFormat.Text), new("country", "Country", ValueFormat.Text),
            new("engagements", "Engagements", ValueFormat.Count), new("share", "Share", ValueFormat.Percent),
            new("amount_usd", "Amount (USD)", ValueFormat.Money), new("first_date", "First", ValueFormat.Date), new("change", "Change", ValueFormat.Count),
        ],
        [
            ["Narendra Modi " + Devanagari, "India", 41L, 0.0332, 12_000_000m, new PartialDate(20170704), -5L],
            [Hebrew, "Israel", 39L, 0.0316, null, new PartialDate(20180100), 0L],
            [Formula, "0001", 3L, 0.0024, 1_999.99m, new PartialDate(19200000), 2L],
            ["-Dash & Co " + Script, "+972", 2L, 0.0016, 0m, new PartialDate(18951231), null],
            ["@Handle", "India", 1L, null, null, PartialDate.Unknown, 1L],
        ],
        [null, null, 1234L, 1.0, 13_500_000m, new PartialDate(18951231), -5L],
        Truncated: true);

    public static EngagementListSection Engagements() => new(
        "engagements", "Engagements", null, [.. Enumerable.Range(1, 20).Select(Engagement)], 1234, Truncated: true);

    private static Axis YearAxis() => new("year", "Year", [.. Years.Select(year => new AxisMember(year, year))]);

    private static object? Cell(int domain, int year) => (domain + (year * 5)) % 11 == 3 ? null : (long)((((domain * 37) + (year * 53)) % 97) + 1);

    private static ListedEngagement Engagement(int i)
    {
        var date = i % 7 == 0 ? new PartialDate(20240700) : i % 11 == 0 ? new PartialDate(20230000) : new PartialDate(20220100 + i);
        return new ListedEngagement(
            $"{i:0000}",
            i switch { 3 => Formula, 4 => "Joint working group on " + Script, _ => $"Joint working group on {Domains[i % 12].ToLowerInvariant()}, {(i * 3 % 9) + 1}th meeting" },
            i % 3 == 0 ? null : "The sides reviewed progress, agreed on next steps and named contact points for the coming year.",
            date.Exact, date.Label, i % 5 == 0 ? date.Exact?.AddDays(2) : null, i % 5 == 0 && date.IsExact ? PartialDate.On(date.Exact!.Value.AddDays(2)).Label : date.Label,
            new ListedMember("working-group", "Working group"), new ListedMember("meeting", "Meeting"),
            i % 2 == 0 ? "New Delhi" : "Jerusalem", i % 2 == 0 ? new ListedMember("IN", "India") : new ListedMember("IL", "Israel"), "Public",
            i % 4 == 0 ? 40 + i : null, i % 6 == 0 ? 250_000m * i : null,
            [new ListedDomain($"{(i % 12) + 1:0000}", Domains[i % 12], 0.6, true), new ListedDomain($"{((i + 5) % 12) + 1:0000}", Domains[(i + 5) % 12], 0.4, false)],
            [
                new ListedParticipation("P1", "Narendra Modi", Devanagari, "person", new ListedMember("PMO", "Prime Minister's Office"), new ListedMember("IN", "India"), "host", "Prime Minister"),
                new ListedParticipation("P2", "Benjamin Netanyahu", Hebrew, "person", null, new ListedMember("IL", "Israel"), "guest", null),
                new ListedParticipation("O1", "Rafael", "רפאל", "company", new ListedMember("O1", "Rafael"), new ListedMember("IL", "Israel"), "participant", null),
            ],
            [
                new ListedSource("S1", "Ministry of External Affairs", "Joint statement", "https://mea.gov.in/statement?id=" + i, new DateOnly(2022, 1, 20)),
                new ListedSource("S2", "The Hindu", "Report from " + (i % 2 == 0 ? "New Delhi" : "Jerusalem"), i == 2 ? "javascript:alert(1)" : null, null),
            ]);
    }
}
