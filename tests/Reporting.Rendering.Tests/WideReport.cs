using System.Globalization;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Rendering.Tests;

/// <summary>A very large report: a matrix of many columns, and charts of every kind with many categories.</summary>
internal static class WideReport
{
    public static ReportDocument Of(int columns, int rows, int charts) => SampleReport.Whole() with
    {
        Sections =
        [
            Matrix(columns, rows),
            .. Enumerable.Range(0, charts).Select(i => (ReportSection)new ChartSection(
                $"chart-{i}", $"Chart {i + 1} of many", null, (ChartKind)(i % 4), "Engagements", ValueFormat.Count,
                Axis("organisation", 4 + (i * 5)),
                [.. Enumerable.Range(0, 1 + (i % 3)).Select(j => new ChartSeries($"{j}", $"Series {j + 1}", [.. Enumerable.Range(0, 4 + (i * 5)).Select(k => (object?)(long)((k * 7919 * (j + 1)) % 1000))]))])),
        ],
    };

    private static MatrixSection Matrix(int columns, int rows) => new(
        "wide", "Engagements by organisation and domain", null, Axis("organisation", rows), Axis("domain", columns), "engagements", "Engagements", ValueFormat.Count,
        [.. Enumerable.Range(0, rows).Select(i => (IReadOnlyList<object?>)[.. Enumerable.Range(0, columns).Select(j => (object?)(long)(i * j * 97 % 5000))])],
        [.. Enumerable.Range(0, rows).Select(i => (object?)(long)(i * 1000))], [.. Enumerable.Range(0, columns).Select(i => (object?)(long)(i * 1000))], 123_456L);

    private static Axis Axis(string dimension, int members) => new(
        dimension, "Organisation", [.. Enumerable.Range(1, members).Select(i => new AxisMember(i.ToString("0000", CultureInfo.InvariantCulture), $"{(i % 3 == 0 ? "Defence Research and Development Organisation" : "Ministry of Agriculture")} {i}"))]);
}
