using Reporting.Engine.Queries;

namespace Reporting.Engine.Reports.Documents;

/// <summary>The engagements behind the figures of a matrix, as the query string that lists them: parameters of a question, as in a URL.</summary>
/// <param name="Filters">Of the report and of the section.</param>
public sealed record DrillThrough(IReadOnlyList<QueryFilter> Filters, string Rows, string Columns, string Language)
{
    /// <summary>What stands for members without a code: the others of a top N, periods that are not stated.</summary>
    public IReadOnlyDictionary<AxisMember, IReadOnlyList<QueryFilter>> Uncoded { get; init; } = new Dictionary<AxisMember, IReadOnlyList<QueryFilter>>();

    /// <summary>Null for a total over that side; and the answer is null where no filter stands for a member.</summary>
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
            else if (Uncoded.TryGetValue(member, out var standing))
            {
                named.AddRange(standing.Select(f => (f.Dimension, string.Join(',', f.Values))));
            }
            else
            {
                return null;
            }
        }

        // A member of the filtered dimension is one that the filter keeps: it stands for the whole filter.
        var filters = Filters
            .Where(f => f.Mode != FilterMode.Links || named.All(n => n.Name != f.Dimension))
            .Select(f => (Name: f.Dimension + f.Mode switch { FilterMode.Any => "_any", FilterMode.All => "_all", _ => string.Empty }, Values: string.Join(',', f.Values)));
        return string.Join('&', filters.Concat(named).Append((Name: "lang", Values: Language)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Values)}"));
    }
}
