using System.Globalization;
using Reporting.Engine.Comparisons;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>Builds a table with the figures of a section as they are and as they were in an edition. A brief report has the rows that differ.</summary>
internal sealed class ComparedSectionBuilder(SectionQueries queries)
{
    private ChangePhrases Words => queries.Language.Phrases.Changes;

    public async Task<Outcome<ReportSection>> BuildAsync(ComparedDefinition definition)
    {
        var query = queries.Query([.. definition.Measures.Where(queries.Shows)], definition.By, definition.Where) with { Totals = TotalsKind.Grand, Limit = ReportQuery.LargestLimit };
        return (await queries.CompareAsync(query)).Then<ReportSection>(table =>
        {
            var (most, differing) = (queries.Run.Limits.MaxCompared, table.Rows.Where(row => Differs(row, table.Measures)).ToList());
            var shown = queries.Run.Detail == ReportDetail.Full && table.Rows.Count <= most ? table.Rows : differing;
            return new TableSection(
                definition.Id,
                Format(Words.TitleCompared, queries.Text(definition.Title), table.Compared!.Edition),
                Note(table, shown.Count, differing.Count),
                [.. definition.By.Select(d => new TableColumn(d.Id, queries.Text(d.Caption), ValueFormat.Text)), .. table.Measures.Select(m => new TableColumn(m.Id, queries.Text(m.Caption), m.Format))],
                [.. shown.Take(most).Select(row => (IReadOnlyList<object?>)[.. row.Members.Select(m => m.Name), .. row.Values])],
                [.. definition.By.Select(_ => (object?)null), .. table.Grand!.Values],
                Truncated: shown.Count > most)
            {
                Compared = [.. shown.Take(most).Select(row => (IReadOnlyList<string?>)[.. row.Members.Select(m => m.Code)])],
            };
        });
    }

    private string? Note(ResultTable table, int shown, int differing)
    {
        var sentences = new List<string>();
        if (differing == 0)
        {
            sentences.Add(Words.NoneDiffers);
        }
        else if (shown < table.Rows.Count)
        {
            sentences.Add(Format(Words.OnlyDifferent, differing, table.Rows.Count));
        }

        if (table.Measures.Any(m => m.Id.EndsWith(ComparedColumns.Withdrawn, StringComparison.Ordinal)))
        {
            sentences.Add(Words.Parts);
        }

        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    // Engagements may also come and go in equal numbers. Then only the parts of the difference tell.
    private static bool Differs(ResultRow row, IReadOnlyList<ModelMeasure> measures) => measures.Index().Any(column =>
        (column.Item.Id.EndsWith(ComparedColumns.Before, StringComparison.Ordinal) && !Equals(row.Values[column.Index], row.Values[column.Index - 1]))
        || (IsPart(column.Item) && row.Values[column.Index] is not 0L));

    private static bool IsPart(ModelMeasure measure) => new[] { ComparedColumns.New, ComparedColumns.Corrected, ComparedColumns.Recoded, ComparedColumns.Withdrawn }.Any(part => measure.Id.EndsWith(part, StringComparison.Ordinal));

    private static string Format(string pattern, params object[] values) => string.Format(CultureInfo.InvariantCulture, pattern, values);
}
