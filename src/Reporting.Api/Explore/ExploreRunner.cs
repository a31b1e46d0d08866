using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Explore;

/// <summary>
/// Answers what Explore asks, and keeps the documents beside the responses: a state is counted once for all who may see the same. A query that cannot be answered
/// comes with the nearest ones that can: each was answered before it is offered.
/// </summary>
internal sealed class ExploreRunner(ReportPlanner planner, ReportRunner runner, ResultCache cache, CurrentModel models, ExploreRepairs repairs)
{
    /// <summary>The colours of a chart.</summary>
    public const int MaxSeries = 12;

    private const int MaxCategories = 120;
    private const int MaxRows = 300;
    private const int MaxColumns = 120;

    /// <summary>The cells of a matrix or a heat map on a page of 250 kB.</summary>
    private const int MaxCells = 3_000;

    private const int MaxOffered = 3;
    private const int MaxTried = 12;

    // High estimates of the memory of a document, and of a row or a cell of it.
    private const int DocumentBytes = 8_000;
    private const int RowBytes = 400;
    private const int CellBytes = 80;

    /// <summary>The plan of a state, whose filters also count the members of the form.</summary>
    public async Task<Outcome<ReportPlan>> PlanAsync(ExploreState state, Language language, Caller caller, CancellationToken cancellationToken) =>
        RequestOf(state, "html", language, caller).IsValue(out var request, out var problem) ? await planner.PlanAsync(request, caller, cancellationToken) : problem;

    public async Task<ExploreResult> RunAsync(ExploreState state, Language language, Caller caller, CancellationToken cancellationToken) =>
        await RunAsync(state, await PlanAsync(state, language, caller, cancellationToken), language, caller, cancellationToken);

    public async Task<ExploreResult> RunAsync(ExploreState state, Outcome<ReportPlan> planned, Language language, Caller caller, CancellationToken cancellationToken)
    {
        if ((await AskAsync(planned, caller, cancellationToken)).IsValue(out var document, out var problem))
        {
            return new ExploreResult(document, null, []);
        }

        if (problem.Kind == ProblemKind.Unavailable)
        {
            return new ExploreResult(null, problem, []);
        }

        var (offered, tried) = (new List<ExploreRepair>(), 0);
        await foreach (var repair in repairs.OfAsync(state, language, caller, cancellationToken))
        {
            if (offered.Count == MaxOffered || tried++ == MaxTried)
            {
                break;
            }

            if (offered.TrueForAll(o => o.State.Query() != repair.State.Query())
                && (await AskAsync(await PlanAsync(repair.State, language, caller, cancellationToken), caller, cancellationToken)).Problem is null)
            {
                offered.Add(repair);
            }
        }

        return new ExploreResult(null, problem, offered);
    }

    /// <summary>The request for a file of the state.</summary>
    public Outcome<ReportRequest> RequestOf(ExploreState state, string format, Language language, Caller caller) =>
        new ExploreCompiler(models.Value.VisibleTo(caller.Visible)).Compile(state).Then<ReportRequest>(definition =>
            new ReportRequest(ExploreCompiler.Id, format, null, [.. state.Filters, .. state.Compare is { } edition ? [new(ReportParameters.Compare, edition)] : Array.Empty<KeyValuePair<string, string>>(), new("lang", language.Code), new(ReportParameters.Detail, "full")]) { Definition = definition });

    /// <summary>The document of a plan, if it can be answered and read.</summary>
    private async Task<Outcome<ReportDocument>> AskAsync(Outcome<ReportPlan> planned, Caller caller, CancellationToken cancellationToken)
    {
        if (!planned.IsValue(out var plan, out var problem) || !(await DocumentAsync(plan, caller, cancellationToken)).IsValue(out var document, out problem))
        {
            return problem;
        }

        return document.Sections.Select(TooMuch).FirstOrDefault(p => p is not null) is { } tooMuch ? tooMuch : document;
    }

    private async Task<Outcome<ReportDocument>> DocumentAsync(ReportPlan plan, Caller caller, CancellationToken cancellationToken)
    {
        var key = await cache.KeyAsync("explore " + plan.CacheText, caller, cancellationToken);
        if (cache.Recall<ReportDocument>(key.Text) is { } known)
        {
            return known;
        }

        return (await runner.RunAsync(plan.Run, caller, cancellationToken)).Then<ReportDocument>(document =>
        {
            if (document.Provenance.Version == key.Version)
            {
                cache.Remember(key, document, document.Sections.Sum(BytesOf) + DocumentBytes);
            }

            return document;
        });
    }

    private static long BytesOf(ReportSection section) => section switch
    {
        MatrixSection matrix => (long)(matrix.Rows.Members.Count + 1) * (matrix.Columns.Members.Count + 1) * CellBytes,
        ChartSection chart => (long)chart.Categories.Members.Count * (chart.Series.Count + 1) * CellBytes,
        TableSection table => (long)table.Rows.Count * (RowBytes + (table.Columns.Count * CellBytes)),
        EngagementListSection list => list.Engagements.Count * 8L * RowBytes,
        _ => RowBytes,
    };

    // Limits of a page. Files hold more.
    private static Problem? TooMuch(ReportSection section) => section switch
    {
        ChartSection { Kind: not ChartKind.HeatMap, Series.Count: > MaxSeries and var series } => TooMany("series", series, MaxSeries),
        ChartSection { Kind: not ChartKind.Map, Categories.Members.Count: > MaxCategories and var categories } => TooMany("categories", categories, MaxCategories),
        ChartSection { Categories.Members.Count: > MaxRows and var countries } => TooMany("countries", countries, MaxRows),
        ChartSection { Series.Count: > MaxColumns and var columns } => TooMany("columns", columns, MaxColumns),
        ChartSection { Kind: ChartKind.HeatMap } map => TooManyCells(map.Categories.Members.Count, map.Series.Count),
        MatrixSection { Columns.Members.Count: > MaxColumns and var columns } => TooMany("columns", columns, MaxColumns),
        MatrixSection { Rows.Members.Count: > MaxRows and var rows } => TooMany("rows", rows, MaxRows),
        MatrixSection matrix => TooManyCells(matrix.Rows.Members.Count, matrix.Columns.Members.Count),
        TableSection { Rows.Count: > MaxRows and var rows } => TooMany("rows", rows, MaxRows),
        _ => null,
    };

    private static Problem? TooManyCells(int rows, int columns) => rows * columns > MaxCells ? TooMany("cells", rows * columns, MaxCells) : null;

    private static Problem TooMany(string what, int count, int most) => new(ErrorCodes.TooManyRows, $"This has {count:N0} {what}; a page shows at most {most:N0}.", "Show the largest ones, add a filter, or download a file, which holds all.");
}

/// <summary>The result of Explore: a document, or a problem with states that can be answered.</summary>
public sealed record ExploreResult(ReportDocument? Document, Problem? Problem, IReadOnlyList<ExploreRepair> Repairs);

/// <summary>A state that can be answered, near one that cannot.</summary>
/// <param name="Caption">The difference, in the reader's language.</param>
public sealed record ExploreRepair(string Caption, ExploreState State);
