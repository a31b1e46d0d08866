using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Engagements;

/// <summary>
/// The statements for the rows behind the figures. They read in order of the engagement's key, the order of the tables, so the database sorts
/// and buffers nothing.
/// </summary>
internal sealed class DataRowsSql(QueryPlan plan, SqlDialect dialect)
{
    private static readonly BridgeKind[] Joined = [BridgeKind.Domain, BridgeKind.Engagement];

    /// <summary>The columns of <see cref="Links()"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["EngagementKey", "DomainKey", "WeightParts", "Code", "Title", "StartDateKey", "EngagementTypeKey", "PlaceKey"];

    /// <summary>The id of the query.</summary>
    public string Id => plan.Id;

    /// <summary>Counts the rows.</summary>
    public CompiledStatement Count()
    {
        var values = new SqlValues();
        var source = new RowSource(plan, [], [BridgeKind.Domain], needsFact: false, values, dialect);
        return Statement($"SELECT {dialect.CountRows} FROM {source.From}{source.Where}", values);
    }

    /// <summary>True if the engine can read ranges of keys in turns.</summary>
    public bool HasTurns => dialect.HasTurns;

    /// <summary>Reads the highest key of an engagement, and whether any has texts in a language.</summary>
    public static CompiledStatement Extent() => Statement(
        "SELECT (SELECT MAX(EngagementKey) FROM FactEngagement) AS LastKey, CASE WHEN EXISTS (SELECT 1 FROM EngagementText) THEN 1 ELSE 0 END AS HasTexts", new SqlValues());

    /// <summary>Reads key, domain and weight of each link that passes the filters, with the columns of its engagement.</summary>
    public CompiledStatement Links()
    {
        var values = new SqlValues();
        return Statement($"{Select("BridgeEngagementDomain d" + dialect.InKeyOrder, "d", hasTexts: true, values)}\nORDER BY d.EngagementKey, d.DomainKey", values);
    }

    /// <summary>
    /// The same for some ranges of keys. The ranges and the links of each, by their key, are nested loops; an ORDER BY would buffer all rows.
    /// <see cref="LinkReader"/> checks the order.
    /// </summary>
    public CompiledStatement Links(KeyTurns turns)
    {
        var values = new SqlValues();
        var ranges = dialect.Steps("FirstKey", values.Add(turns.First), values.Add(turns.Step), values.Add(turns.Last));
        var links = $"({ranges}) r\n{dialect.LookupJoin} BridgeEngagementDomain d{dialect.DomainsInOrder} ON d.EngagementKey BETWEEN r.FirstKey AND r.FirstKey + {values.Add(turns.Keys - 1)}";

        // A search for what a filter keeps would begin anew in each range.
        return Statement(Select(links, dialect.Unindexed("d"), turns.HasTexts, values), values);
    }

    private string Select(string links, string driver, bool hasTexts, SqlValues values)
    {
        var (title, texts) = hasTexts
            ? ("COALESCE(x.Title, f.Title)", $"\nLEFT JOIN EngagementText x ON x.EngagementKey = d.EngagementKey AND x.Language = {values.Add(plan.Language)}")
            : ("f.Title", string.Empty);
        return $"""
            SELECT d.EngagementKey, d.DomainKey, d.WeightParts, f.Code, {title} AS Title, f.StartDateKey, f.EngagementTypeKey, f.PlaceKey
            FROM {links}
            {dialect.LookupJoin} FactEngagement f ON f.EngagementKey = d.EngagementKey{texts}{new FilterSql(driver, Joined, values, dialect).Where(plan)}
            """;
    }

    private static CompiledStatement Statement(string text, SqlValues values) => new(text, values.ByName, RowShape.None);
}

/// <summary>Ranges of keys of one of several readers.</summary>
/// <param name="Keys">How many keys a range has.</param>
/// <param name="Step">From the first key of a range to that of the next.</param>
/// <param name="HasTexts">False if no engagement has texts in a language.</param>
internal sealed record KeyTurns(int First, int Keys, int Step, int Last, bool HasTexts);
