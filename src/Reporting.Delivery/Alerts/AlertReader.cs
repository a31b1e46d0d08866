using System.Globalization;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Alerts;

/// <summary>Asks what an alert watches, as its owner sees it. All figures come from the runners that answer every other query.</summary>
public sealed partial class AlertReader(
    QueryParameters parameters, AggregateRunner aggregates, EngagementRunner engagements, CommitmentRunner commitments, AlertFigureReader figures, DataVersionStore versions, CurrentModel models, TimeProvider time)
{
    private const int MaxRows = 5_000;
    private const int MaxEngagements = 20_000;
    private const int PageSize = 1_000;

    private static readonly string[] FigureWords = ["measures", "by", "search", "find"];
    private static readonly string[] ListWords = ["search", "find"];

    /// <param name="since">The data version of the last check, after which engagements can be new; null to read all.</param>
    /// <param name="isStored">True for an alert that was accepted: a member that left the data since then matches nothing and causes no error.</param>
    public async Task<Outcome<AlertFinding>> ReadAsync(AlertDefinition definition, long? since, Caller owner, bool isStored, CancellationToken cancellationToken)
    {
        if (definition.Condition.Kind == AlertKind.Stale)
        {
            return OfAge(definition, await versions.ReadTodayAsync(cancellationToken));
        }

        if (definition.Report is not null)
        {
            return await figures.ReadAsync(definition, Today(definition), owner, cancellationToken);
        }

        if (!QueryOf(definition, owner).IsValue(out var query, out var problem))
        {
            return problem;
        }

        query = isStored ? query with { Filters = [.. query.Filters.Select(f => f with { MayBeAbsent = true })] } : query;
        return definition.Condition switch
        {
            { Kind: AlertKind.OverdueCommitments } => await OfCommitmentsAsync(definition, query, owner, cancellationToken),
            { IsOfEngagements: true } => await OfEngagementsAsync(definition, query, since, owner, cancellationToken),
            { Kind: AlertKind.Silent } => await OfSilenceAsync(definition, query, owner, cancellationToken),
            _ => await OfRowsAsync(definition, query, owner, cancellationToken),
        };
    }

    /// <summary>The query of a definition. Problems: those of the aggregate endpoint, and <c>bad-alert</c>.</summary>
    public Outcome<ReportQuery> QueryOf(AlertDefinition definition, Caller owner)
    {
        var condition = definition.Condition;
        var pairs = definition.Query.SelectMany(pair => Resolved(pair, Today(definition)));
        if (!parameters.Read(pairs, owner, condition.IsOfList ? ListWords : FigureWords).IsValue(out var query, out var problem))
        {
            return problem;
        }

        query = query with { Language = definition.Language };
        if (condition.IsOfList)
        {
            return condition.Kind == AlertKind.Overdue
                ? query with { Filters = [.. query.Filters.Where(f => f.Dimension != StarSchema.Status), new QueryFilter(StatusOf(owner), FilterMode.Links, [EngagementStatus.NotConfirmed])] }
                : query;
        }

        if (condition.Kind == AlertKind.Silent)
        {
            return query.Measures.Count > 0 ? AlertProblems.Bad("This condition has no measure: it looks at the last date.", "Omit 'measures'.") : query with { Measures = [MeasureOf(MeasureKind.LastDate)] };
        }

        query = query.Measures.Count == 0 ? query with { Measures = [MeasureOf(MeasureKind.Engagements)] } : query;
        if (query.Measures.Count > 1)
        {
            return AlertProblems.Bad("An alert watches one measure.", "Make an alert for each measure.");
        }

        return condition.Kind == AlertKind.First && query.By.Count == 0
            ? AlertProblems.Bad("This condition needs 'by': the dimension whose new members are reported.", "Add by=participant, or another dimension.")
            : query;
    }

    /// <summary>The day in the alert's time zone, by which relative years are resolved.</summary>
    private DateOnly Today(AlertDefinition definition) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.TryFindSystemTimeZoneById(definition.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc).DateTime);

    private static IEnumerable<KeyValuePair<string, string>> Resolved(KeyValuePair<string, string> pair, DateOnly today)
    {
        if (pair.Key != "year" || YearSpan.Relative(pair.Value, today.Year) is not { } span)
        {
            return [pair];
        }

        return span == default ? [] : [new("year", string.Create(CultureInfo.InvariantCulture, $"{span.From:0000}..{span.To:0000}"))];
    }

    private async Task<Outcome<AlertFinding>> OfRowsAsync(AlertDefinition definition, ReportQuery query, Caller owner, CancellationToken cancellationToken)
    {
        if (!(await RowsAsync(query, owner, cancellationToken)).IsValue(out var table, out var problem))
        {
            return problem;
        }

        var (measure, text) = (table.Measures[0], ValueText.In(definition.Language));
        return Finding(definition, query, table) with
        {
            Items = [.. Ordered(definition.Condition, RowsOf(table)).Select(row => Item(row) with { Number = AlertItem.NumberOf(row.Values[0]), Value = text.Of(row.Values[0], measure.Format) })],
        };
    }

    // An engagement of which only the month or the year is known may have been on its last day. Report silence only where it is certain.
    private async Task<Outcome<AlertFinding>> OfSilenceAsync(AlertDefinition definition, ReportQuery query, Caller owner, CancellationToken cancellationToken)
    {
        if (!(await RowsAsync(query, owner, cancellationToken)).IsValue(out var table, out var problem))
        {
            return problem;
        }

        var before = (table.Version.Day ?? Today(definition)).AddMonths(-definition.Condition.Months!.Value);
        var quiet = RowsOf(table).Where(row => row.Values[0] is PartialDate { Last: { } last } && last < before).ToList();
        var recent = new HashSet<string>(StringComparer.Ordinal);
        if (quiet.Count > 0)
        {
            var inexact = query with { By = [.. query.By, DateDimension], Limit = ReportQuery.LargestLimit, Filters = [.. query.Filters, .. query.Filters.Any(f => f.Dimension == "year") ? [] : (QueryFilter[])[new QueryFilter("year", FilterMode.Links, [string.Create(CultureInfo.InvariantCulture, $"{before.Year:0000}..")])]] };
            if (!(await aggregates.RunAsync(inexact, owner, table.Version, cancellationToken)).IsValue(out var dated, out problem))
            {
                return problem;
            }

            if (dated.Truncated)
            {
                return AlertProblems.TooWide(ReportQuery.LargestLimit, "days");
            }

            recent.UnionWith(dated.Rows.Where(row => row.Members[^1] is { Within: { } within } && PartialDate.TryParse(within, out var stated) && stated.Last >= before).Select(row => KeyOf(row.Members.SkipLast(1))));
        }

        var language = Language.Of(definition.Language);
        return Finding(definition, query with { Measures = [.. query.Measures, .. models.Value.FindMeasure(MeasureKind.DaysSinceLast) is { } days ? new[] { days.Id } : []] }, table) with
        {
            Counting = [AlertPhrases.In(definition.Language).SilentRule, .. table.Counting],
            Items = [.. quiet.OrderBy(row => ((PartialDate)row.Values[0]!).Last).Select(row => Item(row) with { Value = language.Date((PartialDate)row.Values[0]!) }).Where(item => !recent.Contains(item.Key))],
        };
    }

    // Without any import there is nothing to be refreshed.
    private AlertFinding OfAge(AlertDefinition definition, DataVersion version)
    {
        var isOld = version.AsOf is { } imported && imported.AddDays(definition.Condition.Days!.Value) <= time.GetUtcNow();
        var item = new AlertItem(string.Empty, string.Empty) { Value = version.AsOf is { } asOf ? Language.Of(definition.Language).Time(asOf) : ValueText.In(definition.Language).Captions.NoDataYet };
        return new AlertFinding(version, ValueText.In(definition.Language).Captions.DataAsOf, string.Empty, [], null, "/imports") { Items = isOld ? [item] : [] };
    }

    private async Task<Outcome<ResultTable>> RowsAsync(ReportQuery query, Caller owner, CancellationToken cancellationToken)
    {
        var asked = query with { Limit = MaxRows, Totals = query.By.Count == 0 ? TotalsKind.Grand : TotalsKind.None };
        return (await aggregates.RunAsync(asked, owner, null, cancellationToken)).Then<ResultTable>(table => table.Truncated ? AlertProblems.TooWide(MaxRows, "rows") : table);
    }

    // "Not stated" does not count as a member.
    private static IEnumerable<ResultRow> RowsOf(ResultTable table) => table.By.Count == 0 ? [table.Grand!] : table.Rows.Where(row => row.Members.All(m => !m.IsNotStated));

    // The figure farthest from the threshold comes first.
    private static IEnumerable<ResultRow> Ordered(AlertCondition condition, IEnumerable<ResultRow> rows) => condition.Kind switch
    {
        AlertKind.Above => rows.OrderByDescending(row => ValueNumber.Of(row.Values[0])),
        AlertKind.Below => rows.OrderBy(row => ValueNumber.Of(row.Values[0])),
        _ => rows,
    };

    private static AlertItem Item(ResultRow row) => new(KeyOf(row.Members), string.Join(", ", row.Members.Select(m => m.Name)));

    private static string KeyOf(IEnumerable<Member> members) => string.Join('\n', members.Select(m => m.Code));

    private static AlertFinding Finding(AlertDefinition definition, ReportQuery query, ResultTable table) => new(
        table.Version,
        table.Measures[0].Caption.In(definition.Language),
        table.Filters,
        [table.Measures[0].Description.In(definition.Language), .. table.Counting],
        table.Handling?.Name,
        "/explore" + Address(query, [new("measures", string.Join(',', query.Measures)), .. query.By.Take(2).Select((by, i) => new KeyValuePair<string, string>(i == 0 ? "rows" : "columns", by))]))
    {
        By = string.Join(", ", table.By.Select(d => d.Caption.In(definition.Language))),
    };

    private static string Address(ReportQuery query, IEnumerable<KeyValuePair<string, string>> own)
    {
        var pairs = own.Concat(query.Filters.Select(f => new KeyValuePair<string, string>(QueryFilter.NameOf(f.Dimension, f.Mode), string.Join(',', f.Values))))
            .Concat(query.Find is { } find ? [new("find", find)] : []).Concat(query.Search is { } search ? [new("search", search)] : []).ToList();
        return pairs.Count == 0 ? string.Empty : "?" + string.Join('&', pairs.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value).Replace("%2C", ",", StringComparison.Ordinal)}"));
    }

    private string MeasureOf(MeasureKind kind) => models.Value.Measure(kind).Id;

    private string DateDimension => models.Value.Dimensions.First(d => d.Time == TimeLevel.Date && d.Attribute.Fixed is null).Id;

    // An owner who may not see the status gets the problem of an unknown dimension.
    private string StatusOf(Caller owner) => models.Value.VisibleTo(owner.Visible).FindDimension(StarSchema.Status)?.Id ?? "status";
}

/// <summary>The findings of a check.</summary>
/// <param name="Caption">The caption of the measure, in the language of the alert.</param>
/// <param name="Counting">The counting rules as sentences.</param>
/// <param name="Page">The page that shows it: a path and query string.</param>
public sealed record AlertFinding(DataVersion Version, string Caption, string Filters, IReadOnlyList<string> Counting, string? Handling, string Page)
{
    /// <summary>The captions of the rows' dimensions; empty without rows.</summary>
    public string By { get; init; } = string.Empty;

    public IReadOnlyList<AlertItem> Items { get; init; } = [];
}
