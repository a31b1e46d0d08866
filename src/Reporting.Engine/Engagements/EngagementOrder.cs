using Reporting.Engine.Queries;
using Reporting.Engine.Sql;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Engagements;

/// <summary>The order of a list of engagements. Engagements with equal values follow each other by code; those without a date come last.</summary>
public sealed record EngagementOrder(EngagementSort By, bool Descending)
{
    public static readonly EngagementOrder NewestFirst = new(EngagementSort.Date, true);

    private static readonly string[] Names = ["date", "title", "code"];

    /// <summary>Reads it from the <c>order</c> of a request: <c>-date</c>, <c>title</c>.</summary>
    public static Outcome<EngagementOrder> Of(IReadOnlyList<QueryOrder> order) => order switch
    {
        [] => NewestFirst,
        [var only] when Array.IndexOf(Names, only.Name) is >= 0 and var sort => new EngagementOrder((EngagementSort)sort, only.Descending),
        _ => new Problem(
            ErrorCodes.UnknownOrder, $"A list of engagements has no order '{SafeText.Of(string.Join(',', order.Select(o => o.Name)))}'.", $"Known values: {string.Join(", ", Names)}; - before it sorts descending."),
    };

    public override string ToString() => (Descending ? "-" : string.Empty) + Names[(int)By];

    /// <summary>The columns of the order.</summary>
    internal string Sql => By == EngagementSort.Code ? $"f.Code{Direction}" : $"{Column}{Direction}, f.Code";

    /// <summary>True for rows after the end of a page.</summary>
    internal string After(PageMark mark, SqlValues values)
    {
        var code = values.Add(mark.Code);
        var (beyond, last) = (Descending ? "<" : ">", By == EngagementSort.Code ? code : values.Add(mark.Sort));
        return By == EngagementSort.Code ? $"f.Code {beyond} {code}" : $"({Column} {beyond} {last} OR ({Column} = {last} AND f.Code > {code}))";
    }

    private string Direction => Descending ? " DESC" : string.Empty;

    private string Column => By switch
    {
        EngagementSort.Title => "f.SearchTitle",
        _ when Descending => "f.StartDateKey",
        _ => $"(CASE WHEN f.StartDateKey = 0 THEN {PageMark.NoDate} ELSE f.StartDateKey END)",
    };
}

/// <summary>The sort order of a list of engagements. Titles are those of the import, in lower case.</summary>
public enum EngagementSort
{
    Date,
    Title,
    Code,
}
