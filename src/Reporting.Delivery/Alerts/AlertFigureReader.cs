using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Alerts;

/// <summary>Finds the figure of a report that an alert watches: a single figure, or the total of a table.</summary>
public sealed class AlertFigureReader(ReportFiles reports)
{
    /// <param name="day">The day by which relative periods are resolved.</param>
    public async Task<Outcome<AlertFinding>> ReadAsync(AlertDefinition definition, DateOnly day, Caller owner, CancellationToken cancellationToken)
    {
        var request = new ReportRequest(definition.Report!, "html", null, [.. definition.Parameters, new("lang", definition.Language)]) { Day = day };
        if (!(await reports.DocumentAsync(request, owner, cancellationToken)).IsValue(out var document, out var problem))
        {
            return problem;
        }

        var all = FiguresOf(document).ToList();
        if (all.Find(f => definition.Figure is null || f.Measure == definition.Figure) is not { } figure)
        {
            return AlertProblems.Bad(
                definition.Figure is null ? "The report has no figure to watch." : $"The report has no figure '{SafeText.Of(definition.Figure)}'.",
                all.Count == 0 ? "Watch a query instead." : $"Its figures are: {string.Join(", ", all.Select(f => f.Measure).Distinct())}.");
        }

        var (text, from) = (ValueText.In(definition.Language), document.Provenance);
        var query = string.Join('&', definition.Parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        return new AlertFinding(
            new DataVersion(from.DataVersion, from.DataAsOf) { IsInvented = from.Invented }, $"{document.Title}: {figure.Caption}", from.Filters, [from.Counting], from.Handling?.Name,
            $"/reports/{definition.Report}{(query.Length == 0 ? string.Empty : "?" + query)}")
        {
            Items = [new AlertItem(string.Empty, string.Empty) { Number = AlertItem.NumberOf(figure.Value), Value = text.Of(figure.Value, figure.Format) }],
        };
    }

    /// <summary>The format of the first figure, which an alert watches by default; null if the report has no figure.</summary>
    public static ValueFormat? FirstFormat(ReportDocument document) => FiguresOf(document).FirstOrDefault()?.Format;

    private static IEnumerable<Figure> FiguresOf(ReportDocument document) =>
    [
        .. document.Sections.OfType<KpiSection>().SelectMany(s => s.Items).Select(k => new Figure(k.Measure, k.Caption, k.Value, k.Format)),
        .. document.Sections.OfType<TableSection>().Where(t => t.Total is not null)
            .SelectMany(t => t.Columns.Select((c, i) => new Figure(c.Id, c.Caption, t.Total![i], c.Format)).Where(f => f.Format != ValueFormat.Text)),
    ];

    private sealed record Figure(string Measure, string Caption, object? Value, ValueFormat Format);
}
