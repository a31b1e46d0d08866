using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>
/// The first members of a dimension by a measure, with filters for them and for the others. The others are counted at their own grain
/// (docs/counting.md): engagements with a member outside the first ones, each counted once.
/// </summary>
internal sealed record TopMembers(ModelDimension Dimension, IReadOnlyList<ResultRow> Rows, long All)
{
    /// <summary>If there are more others, their codes are not read.</summary>
    private const int MaxNamed = 100;

    /// <summary>The codes of all others; null if they are too many for a URL.</summary>
    public IReadOnlyList<string>? Rest { get; private init; }

    public bool HasOthers => All > Rows.Count;

    public QueryFilter Inside => new(Dimension.Id, FilterMode.Links, Codes);

    public QueryFilter Outside => new(Dimension.Id, FilterMode.Outside, Codes);

    private IReadOnlyList<string> Codes => [.. Rows.Select(r => r.Members[0].Code!)];

    public static async Task<Outcome<TopMembers>> AskAsync(
        SectionQueries queries, ModelDimension dimension, IReadOnlyList<ModelMeasure> measures, QueryOrder order, int top, IReadOnlyList<QueryFilter> where)
    {
        var query = queries.Query(measures, [dimension], where) with { Order = [order], Limit = Math.Min(top + MaxNamed, queries.Run.Limits.MaxRows) };
        var answer = await queries.AskAsync(query, canBeCut: true);
        return answer.Then<TopMembers>(table => new TopMembers(dimension, [.. table.Rows.Take(top)], table.RowCount) { Rest = Named(table, top) });
    }

    private static IReadOnlyList<string>? Named(ResultTable table, int top)
    {
        IReadOnlyList<string> codes = [.. table.Rows.Skip(top).Select(r => r.Members[0].Code!)];
        return table.Truncated || codes.Sum(code => code.Length + 1) > NamedParameters.MaxValue ? null : codes;
    }
}
