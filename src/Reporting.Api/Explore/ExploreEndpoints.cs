using Reporting.Api.Access.Identity;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.ReportPages;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Api.SavedReports;
using Reporting.Delivery.Exports;
using Reporting.Delivery.Files;
using Reporting.Delivery.SavedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Feed;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Explore;

/// <summary>The page on which people build their own queries, and its files.</summary>
internal static class ExploreEndpoints
{
    public const string Route = "/explore";

    /// <summary>The id of a saved report to open.</summary>
    private const string Report = "report";

    private static readonly string[] FormEndings = [FormPairs.From, FormPairs.To, FormPairs.Usual];

    public static IServiceCollection AddExplore(this IServiceCollection services) =>
        services.AddSingleton<ExploreRepairs>().AddSingleton<ExploreRunner>().AddSingleton<ExploreSaving>();

    public static void MapExplore(this WebApplication app)
    {
        var group = app.MapGroup(Route).Needs(Permission.Read).Pages();
        group.MapGet("/", Show).ReadsEditions();
        group.MapGet("/files/{format}", Download).Needs(Permission.Export).ReadsEditions();
        group.MapPost("/save", Save).Form().WithMetadata(new AuditedAs(AuditAction.Change));
    }

    private static async Task<IResult> Show(HttpContext context, SemanticModel model, ReportFinder reports, CancellationToken cancellationToken)
    {
        var (request, language) = (context.Request, context.Request.PageLanguage());
        if (request.Query[Report].ToString() is { Length: > 0 } id)
        {
            return await OpenAsync(id, context, reports, cancellationToken);
        }

        var (state, selection) = StateOf(request.Pairs(), model.VisibleTo(request.Caller().Visible));
        var address = request.PathBase + Route + ForAddress(request, state, selection);
        if (IsPart(request))
        {
            // A state that comes back has its address already.
            if (!request.Headers.ContainsKey("HX-History-Restore-Request"))
            {
                context.Response.Headers["HX-Push-Url"] = address;
            }
        }
        else if (request.QueryString.HasValue && state.Unknown.Count == 0 && QueryOf(request.QueryString) != QueryOf(new QueryString(ForAddress(request, state, selection))))
        {
            RequestLanguage.Remember(context);
            return Results.Redirect(address);
        }

        return await PageAsync(state, selection, null, language, context, cancellationToken);
    }

    private static async Task<IResult> OpenAsync(string id, HttpContext context, ReportFinder reports, CancellationToken cancellationToken)
    {
        if (!(await reports.FindAsync(id, context.Request.Caller(), cancellationToken)).IsValue(out var definition, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        return ExploreOpening.Of(definition) is { } state
            ? Results.Redirect(context.Request.PathBase + Route + state.Query())
            : NoticePage.Of(context, new Problem(ErrorCodes.UnknownSection, "This report has no section that Explore can show.", "Explore shows tiles, tables, matrices and charts."), StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Download(string format, HttpContext context, SemanticModel model, ExploreRunner explore, ReportFiles files, DownloadLimiter limiter, CancellationToken cancellationToken)
    {
        var (request, language) = (context.Request, context.Request.PageLanguage());
        var (state, selection) = StateOf(request.Pairs(), model.VisibleTo(request.Caller().Visible));
        if (!explore.RequestOf(state, format, language, request.Caller()).IsValue(out var asked, out var problem)
            || !(await files.OpenAsync(asked, request.Caller(), limiter.For(context), null, cancellationToken)).IsValue(out var file, out problem))
        {
            ProblemResult.SetRetryAfter(context.Response, problem);
            return await PageAsync(state, selection, problem, language, context, cancellationToken);
        }

        SecurityHeaders.SendsFile(context.Response);
        return new OpenedFileResult(file) { IsKept = true };
    }

    private static async Task<IResult> Save(HttpContext context, SemanticModel model, ExploreSaving saving, IHostEnvironment environment, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var pairs = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(form["state"].ToString()).SelectMany(p => p.Value.Select(v => new KeyValuePair<string, string>(p.Key, v ?? string.Empty)));
        var visible = model.VisibleTo(context.Request.Caller().Visible);
        var (state, selection) = StateOf(pairs, visible);
        var language = context.Request.PageLanguage();
        var title = form["title"].ToString().Trim() is { Length: > 0 } written && written != new ExploreCompiler(visible).TitleOf(state).In(language.Code) ? written : null;
        var problem = OwnerRequirement.Refusal(context.Request, environment);
        if (problem is null && (await saving.SaveAsync(state, form["to"].ToString(), title, [.. form["roles"].OfType<string>()], context.Request.Caller(), cancellationToken)).IsValue(out var saved, out problem))
        {
            SavedReportsEndpoints.Audit(context.Request, saved);
            return PageForms.See(context.Request.PathBase + (form["then"] == "mail" ? $"/subscriptions/new?report={saved.Id}" : $"/reports/{saved.Id}"));
        }

        return await PageAsync(state, selection, problem, language, context, cancellationToken);
    }

    private static async Task<IResult> PageAsync(ExploreState state, FormPairs selection, Problem? problem, Language language, HttpContext context, CancellationToken cancellationToken)
    {
        var (services, caller) = (context.RequestServices, context.Request.Caller());
        var model = services.GetRequiredService<SemanticModel>().VisibleTo(caller.Visible);
        var (explore, forms, compiler) = (services.GetRequiredService<ExploreRunner>(), services.GetRequiredService<ReportFormReader>(), new ExploreCompiler(model));
        var planned = await explore.PlanAsync(state, language, caller, cancellationToken);
        // Members are counted under the other filters, if the state can be planned, while the figures are counted.
        var reading = Task.Run(
            () => forms.ReadAsync(FormOf(compiler, state), selection with { Pairs = [.. selection.Pairs, new("lang", language.Code)] }, planned.Value?.Run, caller, cancellationToken), cancellationToken);
        var result = await explore.RunAsync(state, planned, language, caller, cancellationToken);
        if (!(await reading).IsValue(out var form, out var failure))
        {
            return NoticePage.Of(context, failure);
        }

        var (saved, finder) = (services.GetRequiredService<SavedReportService>(), services.GetRequiredService<ReportFinder>());
        List<(string Id, string Title)> mine = [.. (await saved.ListAsync(caller, cancellationToken)).Where(r => r.Owner == caller.Name).Select(r => (r.Id, finder.TitleOf(r, language.Code)))];
        var path = context.Request.PathBase + Route;
        List<string> editions = [.. (await services.GetRequiredService<EditionStore>().InForceAsync(cancellationToken)).Select(edition => edition.Id)];
        // Answer 200 for a part of the page, because browsers report other statuses as errors.
        return PageResult.Of<ExplorePage>(context, (problem ?? result.Problem) is { } shown && !IsPart(context.Request) ? ProblemResponses.StatusOf(shown.Kind) : StatusCodes.Status200OK, new()
        {
            [nameof(ExplorePage.Result)] = result,
            [nameof(ExplorePage.Problem)] = problem,
            [nameof(ExplorePage.Form)] = new ExploreForm(state, compiler, model, language) { Filters = form.Fields, Path = path, Editions = editions },
            [nameof(ExplorePage.View)] = new ExploreView(state, model, language.Code, path),
            [nameof(ExplorePage.Addresses)] = ExploreAddresses.Of(state, model, services.GetRequiredService<EntitySets>(), services.GetRequiredService<TimeProvider>()),
            [nameof(ExplorePage.Origin)] = services.GetRequiredService<Requests.PublicAddress>().Of(context.Request),
            [nameof(ExplorePage.Formats)] = ReportPagesEndpoints.Formats(context),
            [nameof(ExplorePage.Mine)] = mine,
            [nameof(ExplorePage.Roles)] = saved.MayShare(caller) ? saved.Roles : [],
        });
    }

    /// <summary>True if htmx asks, to replace a part of the page.</summary>
    private static bool IsPart(HttpRequest request) => request.Headers.ContainsKey("HX-Request");

    /// <summary>The form's definition has the parameters of the filters, and no section.</summary>
    private static ReportDefinition FormOf(ExploreCompiler compiler, ExploreState state) =>
        new(ExploreCompiler.Id, compiler.TitleOf(state), LocalizedText.None, compiler.Parameters(state), []) { Hash = string.Empty, Text = string.Empty };

    // The fields of the form become the parameters of a short address.
    private static (ExploreState State, FormPairs Selection) StateOf(IEnumerable<KeyValuePair<string, string>> pairs, SemanticModel model)
    {
        var given = pairs.ToList();
        var compiler = new ExploreCompiler(model);
        var isForm = given.Where(p => p.Key.StartsWith(FormPairs.Find, StringComparison.Ordinal) || (p.Key.LastIndexOf('.') is > 0 and var dot && FormEndings.Contains(p.Key[dot..]) && model.FilterNames.Contains(p.Key[..dot]))).ToList();
        var state = ExploreState.Read(given.Except(isForm), model);
        var filters = compiler.Parameters(state);
        var definition = FormOf(compiler, state);
        var selection = FormPairs.Of(definition, given.Where(p => filters.Any(f => f.Id == p.Key || p.Key.StartsWith(f.Id + ".", StringComparison.Ordinal)) || p.Key.StartsWith(FormPairs.Find, StringComparison.Ordinal)));
        var values = selection.Pairs.Where(p => p.Key != "lang" && p.Value != FormPairs.Everything).ToLookup(p => p.Key, p => p.Value);
        var chosen = state with { Filters = [.. values.Select(v => new KeyValuePair<string, string>(v.Key, string.Join(',', v.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal))))] };

        // A filter with values needs no name of its own.
        return (chosen.Filters.Any(f => f.Key == chosen.Filter) ? chosen with { Filter = null } : chosen, selection);
    }

    private static string ForAddress(HttpRequest request, ExploreState state, FormPairs selection)
    {
        var finds = selection.Finds.Select(f => new KeyValuePair<string, string?>(FormPairs.Find + f.Key, f.Value));
        var query = request.Query[RequestLanguage.Parameter].ToString() is { Length: > 0 } language ? state.Query(language) : state.Query();
        return selection.Finds.Count == 0 ? query : query + (query.Length == 0 ? "?" : "&") + QueryString.Create(finds.Append(new(FormPairs.FindNow, FormPairs.FindButton))).Value![1..];
    }

    // Addresses that differ only in escapes are equal.
    private static string QueryOf(QueryString query) => string.Join('&', Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query.Value).SelectMany(p => p.Value.Select(v => $"{p.Key}={v}")));
}
