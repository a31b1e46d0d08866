using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Dates;

namespace Reporting.Rendering.Tests.Html;

/// <summary>A random report from a seed, in any language: 1 to 60 charts of all kinds, matrices of 3 to 80 columns, names of 1 to 200 characters in several scripts.</summary>
internal static class RandomReport
{
    private static readonly string[] Words =
    [
        "Ministry", "of", "Defence", "cooperation", "interoperability", "research", "and", "development", "non-proliferation", "A", "Bundesverteidigungsministerium",
        "रक्षा", "मंत्रालय", "सहयोग", "अंतरसंचालनीयता", "משרד", "הביטחון", "שיתוף", "פעולה", "وزارة", "Минобороны", "防衛省", "x", "R&D", "C4ISR/EW",
    ];

    public static ReportDocument Of(int seed)
    {
        var random = new Random(seed);
        var charts = seed % 4 == 0 ? random.Next(20, 61) : random.Next(1, 8);
        return SampleReport.Whole() with
        {
            Title = Name(random),
            Language = (string[])["en", "he", "hi"] is var all ? all[seed % 3] : "en",
            Parameters = [.. Enumerable.Range(0, random.Next(0, 6)).Select(i => new ParameterValue($"p{i}", Name(random, 40), Name(random)))],
            Sections =
            [
                Headline(seed),
                SampleReport.Kpis() with { Title = Name(random), Items = [.. SampleReport.Kpis().Items.Take(6), new Kpi("first_date", "First date", new PartialDate(20230926), ValueFormat.Date, null)] },
                Matrix(random, "matrix-1", random.Next(3, 13)),
                Matrix(random, "matrix-2", random.Next(13, 81)),
                Table(random),
                .. Enumerable.Range(0, charts).Select(i => Chart(random, i)),
                SampleReport.Engagements(),
            ],
        };
    }

    /// <summary>A headline whose first members have several figures, and captions of long words.</summary>
    private static HeadlineSection Headline(int seed) => SampleReport.Headline() with
    {
        Top = new TableSection(
            "headline", "Pairs", null,
            [new("pair", "Pair of countries", ValueFormat.Text), .. ((string[])["Overdue commitments", "Commitments", "Interoperability"]).Take(1 + (seed % 3)).Select((caption, i) => new TableColumn($"c{i}", caption, ValueFormat.Count))],
            [[.. new object?[] { "United Arab Emirates \u2013 Bosnia and Herzegovina", 4L, 12L, 9L }.Take(2 + (seed % 3))]],
            null,
            Truncated: false),
    };

    private static ChartSection Chart(Random random, int i)
    {
        var kind = (ChartKind)random.Next(5);
        var categories = random.Next(1, random.Next(2, 41));
        if (i % 3 == 2)
        {
            return Periods(random, i);
        }

        var series = random.Next(1, random.Next(2, kind == ChartKind.HeatMap ? 81 : 13));
        return new ChartSection(
            $"chart-{i}", Name(random), random.Next(3) == 0 ? Name(random) : null, kind, Name(random, 30), ValueFormat.Count, Axis(random, "organisation", categories),
            [.. Enumerable.Range(0, series).Select(j => new ChartSeries($"{j}", Name(random), [.. Enumerable.Range(0, categories).Select(_ => Figure(random))]))]);
    }

    /// <summary>A chart by month or year: one line has its figures at the points, several have their names at the ends.</summary>
    private static ChartSection Periods(Random random, int i)
    {
        var (periods, series) = (random.Next(1, 60), random.Next(3) == 0 ? random.Next(2, 30) : 1);
        var isMonths = random.Next(2) == 0;
        return new ChartSection(
            $"chart-{i}", Name(random), null, random.Next(2) == 0 ? ChartKind.Line : ChartKind.StackedColumn, "Engagements", ValueFormat.Count,
            new Axis(isMonths ? "month" : "year", "Time", [.. Enumerable.Range(0, periods).Select(k => new AxisMember($"{k}", isMonths ? $"September {1990 + k}" : $"{1990 + k}")), new AxisMember(null, "Date not stated")]) { NotStated = 1, IsTime = true },
            [.. Enumerable.Range(0, series).Select(j => new ChartSeries($"{j}", Name(random, 40), [.. Enumerable.Range(0, periods + 1).Select(_ => (object?)(long)random.Next(periods < 20 ? 400 : 9))]))])
        {
            Size = (ChartSize)random.Next(3),
        };
    }

    private static MatrixSection Matrix(Random random, string id, int columns)
    {
        var rows = random.Next(1, 30);
        return new MatrixSection(
            id, Name(random), null, Axis(random, "organisation", rows), Axis(random, "domain", columns), "engagements", Name(random, 30), ValueFormat.Count,
            [.. Enumerable.Range(0, rows).Select(_ => (IReadOnlyList<object?>)[.. Enumerable.Range(0, columns).Select(_ => Figure(random))])],
            [.. Enumerable.Range(0, rows).Select(_ => Figure(random))],
            [.. Enumerable.Range(0, columns).Select(_ => Figure(random))],
            12_345_678L);
    }

    private static TableSection Table(Random random)
    {
        var columns = random.Next(1, 12);
        return new TableSection(
            "table", Name(random), null,
            [new("organisation", Name(random, 40), ValueFormat.Text), .. Enumerable.Range(0, columns).Select(i => new TableColumn($"c{i}", Name(random, 60), i % 3 == 0 ? ValueFormat.Money : ValueFormat.Count))],
            [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (IReadOnlyList<object?>)[Name(random), .. Enumerable.Range(0, columns).Select(i => i % 3 == 0 ? (object?)(decimal)random.Next(1, 2_000_000_000) : Figure(random))])],
            null,
            Truncated: random.Next(2) == 0);
    }

    private static Axis Axis(Random random, string dimension, int members) => new(
        dimension, Name(random, 30), [.. Enumerable.Range(1, members).Select(i => new AxisMember(i.ToString("0000", CultureInfo.InvariantCulture), Name(random)))]);

    private static object? Figure(Random random) => random.Next(6) switch { 0 => null, 1 => (long)random.Next(1, 100_000_000), 2 => -(long)random.Next(1, 5000), _ => (long)random.Next(0, 400) };

    private static string Name(Random random, int most = 200)
    {
        // Most names are short, but very long ones and words without spaces occur.
        var length = random.Next(4) == 0 ? random.Next(1, most + 1) : random.Next(1, Math.Min(most, 30) + 1);
        if (random.Next(12) == 0)
        {
            return new string((char)('A' + random.Next(26)), length);
        }

        var name = string.Empty;
        while (name.Length < length)
        {
            name += (name.Length == 0 ? string.Empty : " ") + Words[random.Next(Words.Length)];
        }

        return name.Length > most ? name[..most].Trim() : name;
    }
}
