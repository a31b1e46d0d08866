using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>
/// The first members of a dimension by a measure, with filters for them and for the others. The others are counted at their own grain
/// (docs/counting.md): engagements with a member outside the first ones, each counted once. What is not stated has no rank: it stands last.
/// </summary>
/// <param name="All">The number of stated members.</param>
internal sealed record TopMembers(ModelDimension Dimension, IReadOnlyList<ResultRow> Rows, long All)
{
    /// <summary>If there are more others, their codes are not kept.</summary>
    private const int MaxNamed = 100;

    /// <summary>The codes of all others; null if they are too many for a URL.</summary>
    public IReadOnlyList<string>? Rest { get; private init; }

    /// <summary>The member that is not stated, with its figures; null without one.</summary>
    public ResultRow? NotStatedRow { get; private init; }

    public Member? NotStated => NotStatedRow?.Members[0];

    public bool HasOthers => All > Rows.Count;

    /// <summary>The first members, and the one that is not stated.</summary>
    public IReadOnlyList<Member> Shown => [.. Rows.Select(r => r.Members[0]), .. NotStated is { } unknown ? (Member[])[unknown] : []];

    public QueryFilter Inside => new(Dimension.Id, FilterMode.Links, Codes);

    /// <summary>The first members alone.</summary>
    public QueryFilter Stated => new(Dimension.Id, FilterMode.Links, [.. Rows.Select(r => r.Members[0].Code!)]);

    public QueryFilter Outside => new(Dimension.Id, FilterMode.Outside, Codes);

    public QueryFilter Unstated => new(Dimension.Id, FilterMode.Links, [UnknownMembers.Code]);

    /// <summary>The rows after the first members: the others, what is not stated, and what is in no pair.</summary>
    public IEnumerable<(Member Member, QueryFilter Filter)> Apart(Language language, bool withNotStated)
    {
        if (HasOthers)
        {
            yield return (new Member(null, ReportFormatter.Others(Dimension, language)), Outside);
        }

        if (withNotStated && NotStated is { } unknown)
        {
            yield return (unknown, Unstated);
        }

        if (Dimension.Attribute.IsOfPartner)
        {
            yield return (new Member(null, language.Phrases.NoPartner), new QueryFilter(Dimension.Id, FilterMode.Unpaired, []));
        }
    }

    private IReadOnlyList<string> Codes => [.. Shown.Select(m => m.Code!)];

    public static async Task<Outcome<TopMembers>> AskAsync(
        SectionQueries queries, ModelDimension dimension, IReadOnlyList<ModelMeasure> measures, QueryOrder order, int top, IReadOnlyList<QueryFilter> where)
    {
        var most = Math.Min(top + MaxNamed, queries.Run.Limits.MaxRows);
        // The limit is the same for every top N, so that sections, and the counts beside the filters of a page, share one query.
        var query = queries.Query(measures, [dimension], where) with { Order = [order], Limit = Math.Max(most, Math.Min(ReportQuery.DefaultLimit, queries.Run.Limits.MaxRows)) };
        if (!(await queries.AskAsync(query, canBeCut: true)).IsValue(out var table, out var problem))
        {
            return problem;
        }

        table = table with { Rows = [.. table.Rows.Take(most)] };

        var unknown = table.Rows.FirstOrDefault(r => r.Members[0].IsNotStated);
        if (unknown is null && table.Truncated)
        {
            var alone = new QueryFilter(dimension.Id, FilterMode.Links, [UnknownMembers.Code]) { MayBeAbsent = true };
            if (!(await queries.AskPartAsync(query with { Order = [], Limit = 1 }, alone)).IsValue(out var last, out problem))
            {
                return problem;
            }

            unknown = last.Rows.FirstOrDefault();
        }

        var stated = table.Rows.Where(r => !r.Members[0].IsNotStated).ToList();
        return new TopMembers(dimension, [.. stated.Take(top)], table.RowCount - (unknown is null ? 0 : 1))
        {
            NotStatedRow = unknown,
            Rest = Named(table, [.. stated.Skip(top).Select(r => r.Members[0].Code!)]),
        };
    }

    private static IReadOnlyList<string>? Named(ResultTable table, IReadOnlyList<string> codes) =>
        table.Truncated || codes.Sum(code => code.Length + 1) > NamedParameters.MaxValue ? null : codes;
}

/// <summary>The order of members: what is not stated stands last, behind every stated member.</summary>
internal static class MemberOrder
{
    public static IReadOnlyList<ResultRow> StatedFirst(this IEnumerable<ResultRow> rows) => [.. rows.OrderBy(r => r.Members[0].IsNotStated)];

    public static int CountNotStated(this IEnumerable<Member> members) => members.Count(m => m.IsNotStated);
}
