using Reporting.Engine.Queries;

namespace Reporting.Engine.Reports.Documents;

/// <summary>The engagements behind the figures of a matrix, as the query string that lists them: parameters of a question, as in a URL.</summary>
/// <param name="Filters">Of the report and of the section.</param>
public sealed record BehindFigures(IReadOnlyList<QueryFilter> Filters, string Rows, string Columns, string Language)
{
    /// <summary>Null for a total over that side; and the answer is null where a member has no name in a URL.</summary>
    public string? Of(AxisMember? row, AxisMember? column)
    {
        var named = new List<(string Name, string Values)>();
        foreach (var (dimension, member) in new[] { (Rows, row), (Columns, column) })
        {
            if (member is null)
            {
                continue;
            }

            // Of the date levels only a year is not stated as a whole; "2024, month not stated" has no code.
            if ((member.Code ?? (dimension == "year" ? "unknown" : null)) is not { } code)
            {
                return null;
            }

            named.Add((dimension, code));
        }

        // A member of the filtered dimension is one that the filter keeps: it stands for the whole filter.
        var filters = Filters
            .Where(f => f.Mode != FilterMode.Links || named.All(n => n.Name != f.Dimension))
            .Select(f => (Name: f.Dimension + f.Mode switch { FilterMode.Any => "_any", FilterMode.All => "_all", _ => string.Empty }, Values: string.Join(',', f.Values)));
        return string.Join('&', filters.Concat(named).Append((Name: "lang", Values: Language)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Values)}"));
    }
}
