using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Tests.Html;

/// <summary>
/// A report from a seed whose parts can be found on paper: titles begin with <c>title7</c>, headers with <c>head7</c>, rows with <c>row7x3</c>, labels of charts
/// with <c>label7x3</c>, headers of their tables with <c>figures7</c>. The number is that of the section.
/// </summary>
internal static class PagedReport
{
    private static readonly string[] Words = ["Ministry", "of", "Defence", "cooperation", "research", "and", "development", "रक्षा", "सहयोग", "משרד", "הביטחון", "non-proliferation"];

    public static ReportDocument Of(int seed)
    {
        var random = new Random(seed);
        var whole = SampleReport.Whole();
        return whole with
        {
            Language = ((string[])["en", "he", "hi"])[seed % 3],
            Detail = seed % 2 == 0 ? ReportDetail.Brief : ReportDetail.Full,
            Sections = [SampleReport.Kpis(), .. Enumerable.Range(1, random.Next(4, 14)).Select(i => Section(random, i))],
            Provenance = whole.Provenance with { Filters = Name(random, 40), Question = Name(random, 30) },
        };
    }

    private static ReportSection Section(Random random, int i)
    {
        var title = $"title{i} {Name(random, 5)}";
        var note = random.Next(2) == 0 ? Name(random, 30) : null;
        return random.Next(9) switch
        {
            0 => new PageBreakSection($"break{i}"),
            1 or 2 or 3 => Table(random, i, title, note),
            4 or 5 => Matrix(random, i, title, note),
            6 => SampleReport.Engagements() with { Id = $"list{i}", Title = title, Engagements = [.. SampleReport.Engagements().Engagements.Take(random.Next(1, 9)).Select(e => e with { Title = $"row{i}x1 {e.Title}" })] },
            _ => Chart(random, i, title, note),
        };
    }

    private static TableSection Table(Random random, int i, string title, string? note)
    {
        var columns = random.Next(1, 6);
        return new TableSection(
            $"table{i}", title, note,
            [new("organisation", $"head{i}", ValueFormat.Text), .. Enumerable.Range(0, columns).Select(j => new TableColumn($"c{j}", Name(random, 2), ValueFormat.Count))],
            [.. Enumerable.Range(1, random.Next(2, 50)).Select(row => (IReadOnlyList<object?>)[$"row{i}x{row} {Name(random, 8)}", .. Enumerable.Range(0, columns).Select(_ => (object?)(long)random.Next(1000))])],
            random.Next(2) == 0 ? null : [$"row{i}x0", .. Enumerable.Range(0, columns).Select(_ => (object?)99L)],
            Truncated: false);
    }

    private static MatrixSection Matrix(Random random, int i, string title, string? note)
    {
        var (rows, columns) = (random.Next(2, 30), random.Next(2, 24));
        return new MatrixSection(
            $"matrix{i}", title, note,
            new Axis("domain", $"head{i}", [.. Enumerable.Range(1, rows).Select(row => new AxisMember($"{row}", $"row{i}x{row} {Name(random, 5)}"))]),
            new Axis("year", "Year", [.. Enumerable.Range(2002, columns).Select(year => new AxisMember($"{year}", $"{year}"))]),
            "engagements", "Engagements", ValueFormat.Count,
            [.. Enumerable.Range(0, rows).Select(_ => (IReadOnlyList<object?>)[.. Enumerable.Range(0, columns).Select(_ => random.Next(4) == 0 ? null : (object?)(long)random.Next(900))])],
            [.. Enumerable.Range(0, rows).Select(_ => (object?)1234L)], [.. Enumerable.Range(0, columns).Select(_ => (object?)4321L)], 9999L);
    }

    private static ChartSection Chart(Random random, int i, string title, string? note)
    {
        var kind = (ChartKind)random.Next(4);
        var (categories, series) = (random.Next(1, kind == ChartKind.Bar ? 60 : 14), kind == ChartKind.Column ? 1 : random.Next(1, 7));
        return new ChartSection(
            $"chart{i}", title, note, kind, "Engagements", ValueFormat.Count,
            new Axis("domain", $"figures{i}", [.. Enumerable.Range(1, categories).Select(row => new AxisMember($"{row}", $"label{i}x{row}"))]),
            [.. Enumerable.Range(0, series).Select(j => new ChartSeries($"{j}", Name(random, 3), [.. Enumerable.Range(0, categories).Select(_ => (object?)(long)random.Next(1, 400))]))])
        {
            Size = random.Next(2) == 0 ? ChartSize.Usual : ChartSize.Medium,
        };
    }

    private static string Name(Random random, int most) => string.Join(' ', Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Words[random.Next(Words.Length)]));
}
