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
            var (before, parts) = (Places(table, [ComparedColumns.Before]), Places(table, ComparedColumns.Parts));
            var (most, differing) = (queries.Run.Limits.MaxCompared, table.Rows.Where(row => Differs(row, before, parts)).ToList());
            var shown = queries.Run.Detail == ReportDetail.Full && table.Rows.Count <= most ? table.Rows : differing;
            var rows = NotStatedLast(shown, 0).Take(most).ToList();
            return new TableSection(
                definition.Id,
                Format(Words.TitleCompared, queries.Text(definition.Title), table.Compared!.Edition),
                Note(table.Rows.Count, shown.Count, differing.Count, parts.Count > 0),
                [.. definition.By.Select(d => new TableColumn(d.Id, queries.Text(d.Caption), ValueFormat.Text)), .. table.Measures.Select(queries.Column)],
                [.. rows.Select(row => (IReadOnlyList<object?>)[.. row.Members.Select(m => m.Name), .. row.Values])],
                [.. definition.By.Select(_ => (object?)null), .. table.Grand!.Values],
                Truncated: shown.Count > most)
            {
                Compared = [.. rows.Select(row => (IReadOnlyList<string?>)[.. row.Members.Select(m => m.Code)])],
            };
        });
    }

    // Within each member before, as in the tables and charts that it stands behind.
    private static IEnumerable<ResultRow> NotStatedLast(IReadOnlyList<ResultRow> rows, int place) => rows.Count == 0 || place == rows[0].Members.Count
        ? rows
        : rows.GroupBy(row => row.Members[place]).OrderBy(group => group.Key.IsNotStated).SelectMany(group => NotStatedLast([.. group], place + 1));

    private string? Note(int all, int shown, int differing, bool hasParts)
    {
        var sentences = new List<string>();
        if (differing == 0)
        {
            sentences.Add(Words.NoneDiffers);
        }
        else if (shown < all)
        {
            sentences.Add(Format(Words.OnlyDifferent, differing, all));
        }

        if (hasParts)
        {
            sentences.Add(Words.Parts);
        }

        return sentences.Count == 0 ? null : string.Join(' ', sentences);
    }

    // Engagements may also come and go in equal numbers. Then only the parts of the difference tell.
    private static bool Differs(ResultRow row, IReadOnlyList<int> before, IReadOnlyList<int> parts) =>
        before.Any(place => !Equals(row.Values[place], row.Values[place - 1])) || parts.Any(place => row.Values[place] is not 0L);

    private static List<int> Places(ResultTable table, IReadOnlyList<string> names) =>
        [.. table.Measures.Index().Where(m => names.Any(name => m.Item.Id.EndsWith(name, StringComparison.Ordinal))).Select(m => m.Index)];

    private static string Format(string pattern, params object[] values) => string.Format(CultureInfo.InvariantCulture, pattern, values);
}
