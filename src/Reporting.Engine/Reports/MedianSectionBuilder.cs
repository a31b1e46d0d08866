using System.Globalization;
using Reporting.Engine.Composition;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>
/// Builds a table of one member and the median of all others. A median is a figure of one of them: of an even number, the lower of the two in the
/// middle. Figures that are not known are left out. A single other member is named instead.
/// </summary>
internal sealed class MedianSectionBuilder(SectionQueries queries)
{
    public async Task<Outcome<ReportSection>> BuildAsync(TableDefinition full, Comparison comparison)
    {
        var definition = full with { Measures = [.. full.Measures.Where(queries.Shows)] };
        var query = queries.Query(definition.Measures, [definition.Rows], definition.Where) with { Order = [definition.Order!], Limit = ReportQuery.LargestLimit };
        if (!(await queries.AskAsync(query)).IsValue(out var all, out var problem))
        {
            return problem;
        }

        var stated = all.Rows.Where(r => r.Members[0].Code is not (null or UnknownMembers.Code)).ToList();
        var chosen = stated.FirstOrDefault();
        if (comparison.Parameter is { } parameter && queries.Run.Members.TryGetValue(parameter, out var codes))
        {
            // A member that the data do not have is refused as in a filter. One without engagements under the filters has empty figures.
            var code = codes[0];
            if (!(await queries.AskPartAsync(query, new QueryFilter(definition.Rows.Id, FilterMode.Links, [code]))).IsValue(out _, out problem))
            {
                return problem;
            }

            chosen = stated.Find(r => r.Members[0].Code == code) ?? new ResultRow(
                [new Member(code, definition.Rows.NameOf(code, queries.Language.Code))], [.. definition.Measures.Select(m => m.Kind is { } kind ? ValueMath.Nothing(kind) : null)]);
        }

        var peers = stated.Where(r => r.Members[0].Code != chosen?.Members[0].Code).ToList();
        var rows = new List<IReadOnlyList<object?>>();
        if (chosen is not null)
        {
            rows.Add([chosen.Members[0].Name, .. chosen.Values]);
        }

        if (peers is [var other])
        {
            rows.Add([other.Members[0].Name, .. other.Values]);
        }
        else if (peers.Count > 1)
        {
            rows.Add([MedianOf(peers.Count), .. definition.Measures.Select((_, i) => Median(peers.Select(p => p.Values[i])))]);
        }

        // The note of the section explains a median, which nothing has without others.
        var isAlone = chosen is not null && peers.Count == 0;
        return new TableSection(
            definition.Id,
            queries.Text(definition.Title),
            isAlone ? queries.Language.Phrases.NoOthers : queries.Note(full, isPartial: definition.Measures.Count < full.Measures.Count),
            queries.Columns(definition),
            rows,
            Total: null,
            Truncated: false)
        {
            Codes = [.. rows.Select((_, i) => i == 0 ? chosen?.Members[0].Code : peers is [var single] ? single.Members[0].Code : null)],
        };
    }

    private string MedianOf(int count) => string.Format(CultureInfo.InvariantCulture, queries.Language.Phrases.MedianOfOthers, queries.Language.Count(count));

    private static object? Median(IEnumerable<object?> values)
    {
        var known = values.OfType<object>().OrderBy(v => v is Proportion share ? share.Ratio : v, Comparer<object>.Create(ValueMath.Compare)).ToList();
        return known.Count == 0 ? null : known[(known.Count - 1) / 2];
    }
}
