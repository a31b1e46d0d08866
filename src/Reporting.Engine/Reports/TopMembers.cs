using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>
/// The first members of a dimension by a measure, and what keeps them or leaves them out. The others are asked for at
/// their own grain (docs/counting.md): engagements with a member outside the first ones, each counted once.
/// </summary>
internal sealed record TopMembers(ModelDimension Dimension, IReadOnlyList<ResultRow> Rows, long All)
{
    /// <summary>More others than this are not read one by one.</summary>
    private const int MaxNamed = 100;

    /// <summary>All others; null where they are too many for the address of a page.</summary>
    public IReadOnlyList<string>? Rest { get; private init; }

    public bool HasOthers => All > Rows.Count;

    public QueryFilter Inside => new(Dimension.Id, FilterMode.Links, Codes);

    public QueryFilter Outside => new(Dimension.Id, FilterMode.Outside, Codes);

    private IReadOnlyList<string> Codes => [.. Rows.Select(r => r.Members[0].Code!)];

    public static async Task<Outcome<TopMembers>> AskAsync(
        SectionQueries questions, ModelDimension dimension, IReadOnlyList<ModelMeasure> measures, QueryOrder order, int top, IReadOnlyList<QueryFilter> where)
    {
        var query = questions.Query(measures, [dimension], where) with { Order = [order], Limit = Math.Min(top + MaxNamed, questions.Question.Limits.MaxRows) };
        var answer = await questions.AskAsync(query, canBeCut: true);
        return answer.Then<TopMembers>(table => new TopMembers(dimension, [.. table.Rows.Take(top)], table.RowCount) { Rest = Named(table, top) });
    }

    private static IReadOnlyList<string>? Named(ResultTable table, int top)
    {
        IReadOnlyList<string> codes = [.. table.Rows.Skip(top).Select(r => r.Members[0].Code!)];
        return table.Truncated || codes.Sum(code => code.Length + 1) > NamedParameters.MaxValue ? null : codes;
    }
}
