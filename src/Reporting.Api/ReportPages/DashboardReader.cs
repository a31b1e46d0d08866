using System.Text;
using System.Text.Json;
using Reporting.Api.Pages;
using Reporting.Api.Problems;
using Reporting.Delivery.Files;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.ReportPages;

/// <summary>Makes the content of a report's page, or takes it from the cache: the same state is counted once for all who may see the same.</summary>
internal sealed class DashboardReader(
    ReportPlanner planner, ReportRunner runner, ReportFormReader forms, FieldProblems fieldProblems, ResultCache cache, ReportSuggestions suggestions, SavedReportService saved, CurrentModel models, TimeProvider time)
{
    /// <summary>Lists of engagements have the newest ones, and a link to all.</summary>
    private const int MaxListed = 20;

    internal const char AfterTitle = '\n';

    /// <summary>The content; the form with the problem that the report has; or the problem of the form.</summary>
    /// <param name="known">A problem that is known already; the report is not made then.</param>
    public async Task<Outcome<DashboardMarkup>> ReadAsync(DashboardRequest request, Problem? known, Caller caller, CancellationToken cancellationToken)
    {
        var read = known is null ? await ReportAsync(request, caller, cancellationToken) : known;
        return read.IsValue(out _, out var problem) ? read : await FormAsync(request, problem, caller, cancellationToken);
    }

    private async Task<Outcome<DashboardMarkup>> ReportAsync(DashboardRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var asked = new ReportRequest(request.Definition.Id, "html", null, request.Parameters) { Definition = request.Definition };
        if (!(await planner.PlanAsync(asked, caller, cancellationToken)).IsValue(out var plan, out var problem))
        {
            return problem;
        }

        // The names of relative periods depend on the year.
        var text = "page." + plan.CacheText + JsonSerializer.Serialize(new
        {
            Pairs = request.Selection.QueryWithFinds(), request.Frame.PathBase, request.Frame.Language.Code, Formats = request.Formats.Select(f => f.Id), request.MayMail, request.MaySave, request.Editions, time.GetUtcNow().Year,
        });
        var key = await cache.KeyAsync(text, caller, cancellationToken);
        return (await cache.AnswerAsync(key, cancel => MakeAsync(request, plan.Run, caller, cancel), cancellationToken)).Then<DashboardMarkup>(made => DashboardMarkup.Of(made));
    }

    /// <summary>The form alone, with the problem that the report has, if it has one.</summary>
    private async Task<Outcome<DashboardMarkup>> FormAsync(DashboardRequest request, Problem problem, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await forms.ReadAsync(request.Definition, request.Selection, null, caller, cancellationToken)).IsValue(out var form, out var failure))
        {
            return failure;
        }

        // A missing required parameter is not an error here: the page asks for it.
        var problems = await fieldProblems.ReadAsync(request.Definition, request.Parameters, caller, cancellationToken);
        var isAsking = problem.Is(ErrorCodes.MissingParameter) && form.Missing.Any() && problems.Values.All(p => p.Is(ErrorCodes.MissingParameter));
        var choices = isAsking ? await suggestions.ReadAsync(request.Definition, request.Selection, form, caller, cancellationToken) : [];
        form = isAsking ? form : form with { Fields = [.. form.Fields.Select(f => problems.TryGetValue(f.Id, out var own) ? f with { Problem = own } : f)] };
        return new DashboardMarkup(form.Title, await MarkupAsync(request, form, null, null, isAsking ? null : problem, choices, caller)) { Problem = isAsking ? null : problem };
    }

    private async Task<Outcome<CachedResponse>> MakeAsync(DashboardRequest request, ReportRun run, Caller caller, CancellationToken cancellationToken)
    {
        // The form counts members by its own queries, in addition to those of the report.
        var reading = Task.Run(() => forms.ReadAsync(request.Definition, request.Selection, run, caller, cancellationToken), cancellationToken);
        var shown = run with { Limits = run.Limits with { MaxListed = Math.Min(run.Limits.MaxListed, MaxListed) } };
        var (made, read) = (await runner.RunAsync(shown, caller, cancellationToken), await reading);
        if (!made.IsValue(out var document, out var problem) || !read.IsValue(out var form, out problem))
        {
            return problem;
        }

        var state = new DashboardState(run, request.Selection.Pairs, models.Value.VisibleTo(caller.Visible));
        var markup = await MarkupAsync(request, form, document, state, null, [], caller);
        return new CachedResponse(Encoding.UTF8.GetBytes(document.Title.ReplaceLineEndings(" ") + AfterTitle + markup), "text/html; charset=utf-8")
        {
            DataVersion = document.Provenance.Version, Rows = document.Rows,
        };
    }

    private Task<string> MarkupAsync(
        DashboardRequest request, ReportForm form, ReportDocument? document, DashboardState? state, Problem? problem, IReadOnlyList<ReportSuggestion> choices, Caller caller) => PageResult.MarkupAsync<DashboardContent>(new()
    {
        [nameof(DashboardContent.Frame)] = request.Frame,
        [nameof(DashboardContent.Form)] = form,
        [nameof(DashboardContent.Query)] = request.Selection.Query(),
        [nameof(DashboardContent.Problem)] = problem,
        [nameof(DashboardContent.Document)] = document,
        [nameof(DashboardContent.State)] = state,
        [nameof(DashboardContent.Formats)] = request.Formats,
        [nameof(DashboardContent.MayMail)] = request.MayMail,
        [nameof(DashboardContent.MaySave)] = request.MaySave && saved.ShowsDefinition(request.Definition, caller),
        [nameof(DashboardContent.Editions)] = request.Editions,
        [nameof(DashboardContent.Suggestions)] = choices,
        [nameof(DashboardContent.Link)] = request.Link is null ? null : request.Selection.Pairs.First(p => p.Key == request.Link),
    });
}

/// <summary>A state of a report's page, and what the caller may do on it.</summary>
/// <param name="Frame">The language and the path of the page.</param>
/// <param name="Formats">Empty if the caller may not export.</param>
/// <param name="MayMail">True for a caller who may make subscriptions.</param>
internal sealed record DashboardRequest(ReportDefinition Definition, FormPairs Selection, PageFrame Frame, IReadOnlyList<FileFormat> Formats, bool MayMail)
{
    /// <summary>True for a caller who may save reports, where the definition names nothing that is hidden from them.</summary>
    public bool MaySave { get; init; }

    /// <summary>The ids of the editions with which the report can be compared.</summary>
    public IReadOnlyList<string> Editions { get; init; } = [];

    /// <summary>The signed link of an embedded report, which all its addresses carry in addition to the parameters. Null on our own pages.</summary>
    public string? Link { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => Link is null ? Selection.Pairs : [.. Selection.Pairs.Where(p => p.Key != Link)];
}

/// <summary>The content of a page, with its title.</summary>
internal sealed record DashboardMarkup(string Title, string Markup)
{
    /// <summary>The data version and the rows that it shows; null for a form alone.</summary>
    public CachedResponse? Made { get; private init; }

    public Problem? Problem { get; init; }

    public int Status => Problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(Problem.Kind);

    public static DashboardMarkup Of(CachedResponse made)
    {
        var text = Encoding.UTF8.GetString(made.Content.Span);
        var end = text.IndexOf(DashboardReader.AfterTitle, StringComparison.Ordinal);
        return new DashboardMarkup(text[..end], text[(end + 1)..]) { Made = made };
    }
}
