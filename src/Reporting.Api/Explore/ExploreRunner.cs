using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Explore;

/// <summary>Answers what Explore asks. A query that cannot be answered comes with the nearest ones that can: each was answered before it is offered.</summary>
internal sealed class ExploreRunner(ReportFiles files, CurrentModel models, ExploreRepairs repairs)
{
    /// <summary>The colours of a chart.</summary>
    public const int MaxSeries = 12;

    private const int MaxCategories = 120;
    private const int MaxRows = 300;
    private const int MaxColumns = 120;
    private const int MaxOffered = 3;
    private const int MaxTried = 12;

    public async Task<ExploreResult> RunAsync(ExploreState state, Language language, Caller caller, CancellationToken cancellationToken)
    {
        var request = RequestOf(state, "html", language, caller);
        var result = new ExploreResult(request.Value, null, null, []);
        if ((await AskAsync(request, caller, cancellationToken)).IsValue(out var document, out var problem))
        {
            return result with { Document = document };
        }

        if (problem.Kind == ProblemKind.Unavailable)
        {
            return result with { Problem = problem };
        }

        var (offered, tried) = (new List<ExploreRepair>(), 0);
        await foreach (var repair in repairs.OfAsync(state, language, caller, cancellationToken))
        {
            if (offered.Count == MaxOffered || tried++ == MaxTried)
            {
                break;
            }

            if (offered.TrueForAll(o => o.State.Query() != repair.State.Query()) && (await AskAsync(RequestOf(repair.State, "html", language, caller), caller, cancellationToken)).Problem is null)
            {
                offered.Add(repair);
            }
        }

        return result with { Problem = problem, Repairs = offered };
    }

    /// <summary>The document of a request, if it can be answered and read.</summary>
    private async Task<Outcome<ReportDocument>> AskAsync(Outcome<ReportRequest> asked, Caller caller, CancellationToken cancellationToken)
    {
        if (!asked.IsValue(out var request, out var problem)
            || !(await files.DocumentAsync(request, caller, cancellationToken)).IsValue(out var document, out problem))
        {
            return problem;
        }

        return document.Sections.Select(TooMuch).FirstOrDefault(p => p is not null) is { } tooMuch ? tooMuch : document;
    }

    /// <summary>The request for a file of the state.</summary>
    public Outcome<ReportRequest> RequestOf(ExploreState state, string format, Language language, Caller caller) =>
        new ExploreCompiler(models.Value.VisibleTo(caller.Visible)).Compile(state).Then<ReportRequest>(definition =>
            new ReportRequest(ExploreCompiler.Id, format, null, [.. state.Filters, new("lang", language.Code), new(ReportParameters.Detail, "full")]) { Definition = definition });

    // What a page can show. Files hold more.
    private static Problem? TooMuch(ReportSection section) => section switch
    {
        ChartSection { Kind: not ChartKind.HeatMap, Series.Count: > MaxSeries and var series } => TooMany("series", series, MaxSeries),
        ChartSection { Categories.Members.Count: > MaxCategories and var categories } => TooMany("categories", categories, MaxCategories),
        ChartSection { Series.Count: > MaxColumns and var columns } => TooMany("columns", columns, MaxColumns),
        MatrixSection { Columns.Members.Count: > MaxColumns and var columns } => TooMany("columns", columns, MaxColumns),
        MatrixSection { Rows.Members.Count: > MaxRows and var rows } => TooMany("rows", rows, MaxRows),
        TableSection { Rows.Count: > MaxRows and var rows } => TooMany("rows", rows, MaxRows),
        _ => null,
    };

    private static Problem TooMany(string what, int count, int most) => new(ErrorCodes.TooManyRows, $"This has {count:N0} {what}; a page shows at most {most}.", "Show the largest ones, add a filter, or download a file, which holds all.");
}

/// <summary>What Explore shows: a document, or a problem with states that can be answered.</summary>
/// <param name="Request">The request for the document; null for a state that is no report.</param>
public sealed record ExploreResult(ReportRequest? Request, ReportDocument? Document, Problem? Problem, IReadOnlyList<ExploreRepair> Repairs);

/// <summary>A state that can be answered, near one that cannot.</summary>
/// <param name="Caption">What differs, in the reader's language.</param>
public sealed record ExploreRepair(string Caption, ExploreState State);
