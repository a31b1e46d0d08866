using Reporting.Engine.Queries;

namespace Reporting.Engine.Reports.Documents;

/// <summary>Query strings that list the engagements behind the figures of a matrix.</summary>
/// <param name="Filters">The filters of the report and of the section.</param>
public sealed record DrillThrough(IReadOnlyList<QueryFilter> Filters, string Rows, string Columns, string Language)
{
    /// <summary>Filters for members without a code: the others of a top N, periods that are not stated.</summary>
    public IReadOnlyDictionary<AxisMember, IReadOnlyList<QueryFilter>> Uncoded { get; init; } = new Dictionary<AxisMember, IReadOnlyList<QueryFilter>>();

    /// <summary>The query string for a row and a column, null for a total. Returns null if no filter selects a member.</summary>
    public string? Of(AxisMember? row, AxisMember? column)
    {
        var named = new List<(string Name, string Values)>();
        foreach (var (dimension, member) in new[] { (Rows, row), (Columns, column) })
        {
            if (member is null)
            {
                continue;
            }

            if (member.Code is { } code)
            {
                named.Add((dimension, code));
            }
            else if (Uncoded.TryGetValue(new AxisMember(null, member.Name), out var standing))
            {
                named.AddRange(standing.Select(f => (f.Dimension, string.Join(',', f.Values))));
            }
            else
            {
                return null;
            }
        }

        // A member of the filtered dimension passes its filter, so it replaces the whole filter.
        var filters = Filters
            .Where(f => f.Mode != FilterMode.Links || named.All(n => n.Name != f.Dimension))
            .Select(f => (Name: QueryFilter.NameOf(f.Dimension, f.Mode), Values: string.Join(',', f.Values)));
        return string.Join('&', filters.Concat(named).Append((Name: "lang", Values: Language)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Values)}"));
    }
}
