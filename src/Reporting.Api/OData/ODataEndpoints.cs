using System.Data.Common;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.Changes;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Execution;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.OData;

/// <summary>The read-only OData 4.0 feed for BI tools.</summary>
internal static class ODataEndpoints
{
    private const string Version = "4.0";

    private static readonly DescribedParameter Measures = new("measures", "Measures separated by commas, as in measures= of a query: people.change_pct,amount_usd.rolling(3).", "engagements", InPath: true);

    private static readonly DescribedParameter Since = new("since", "A data version, a day (yyyy-MM-dd, UTC) or the id of an edition. 0 gives everything as new.", "1", InPath: true);

    public static void AddOData(this IServiceCollection services)
    {
        services.AddOptions<ODataOptions>().BindConfiguration(ODataOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ODataModels>();
        services.TryAddSingleton<PublicAddress>();
        // Compression over HTTPS is safe here, because responses contain no secret that a query could guess (BREACH).
        services.AddResponseCompression(compression => (compression.EnableForHttps, compression.MimeTypes) = (true, ["application/json", "application/xml", "text/plain"]));
    }

    /// <summary>Sets the headers of all responses under /odata, including failures, and refuses requests that no address supports.</summary>
    public static void UseOData(this WebApplication app) => app.UseWhen(ODataError.IsFeed, branch =>
    {
        branch.UseResponseCompression();
        branch.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                (headers["OData-Version"], headers.Vary) = (Version, "Accept, Accept-Encoding, Prefer");
                if (headers.CacheControl.Count == 0)
                {
                    headers.CacheControl = "private, no-cache";
                }

                return Task.CompletedTask;
            });
            return CheckHeaders(context.Request) is { } refusal ? ProblemResponses.Answer(refusal.Problem, refusal.Status).ExecuteAsync(context) : next(context);
        });
    });

    public static void MapOData(this WebApplication app)
    {
        var group = app.MapGroup("/odata").WithTags("OData").Needs(Permission.Read).ReadsEditions();
        group.MapGet("/", ServiceAsync).WithSummary("Lists the sets of the feed.").Produces<ODataService>();
        group.MapGet("/$metadata", MetadataAsync).WithSummary("Describes the sets with their properties and navigations, as CSDL in XML or JSON.").Produces<string>(StatusCodes.Status200OK, "application/xml");
        group.MapGet("/measures/{measures}", ServiceAsync)
            .WithSummary("Lists the sets of the feed in which the aggregated sets have these measures too, such as variants.")
            .WithMetadata(Measures)
            .Produces<ODataService>();
        group.MapGet("/measures/{measures}/$metadata", MetadataAsync)
            .WithSummary("Describes these sets, as CSDL in XML or JSON.")
            .WithMetadata(Measures)
            .Produces<string>(StatusCodes.Status200OK, "application/xml");
        group.MapGet("/measures/{measures}/{**resource}", ResourceAsync)
            .WithSummary("Returns the same as the feed itself; in aggregated sets with properties for these measures.")
            .WithMetadata(Measures, new DescribedParameter("resource", "A set, an entity by key, a property or navigation of an entity, or $count.", "ByYear", InPath: true))
            .Produces<ODataRows>();
        group.MapGet("/since/{since}", ServiceAsync)
            .WithSummary("Lists the sets of the feed, with the set Changes.")
            .WithMetadata(Since)
            .Produces<ODataService>();
        group.MapGet("/since/{since}/$metadata", MetadataAsync)
            .WithSummary("Describes these sets, as CSDL in XML or JSON.")
            .WithMetadata(Since)
            .Produces<string>(StatusCodes.Status200OK, "application/xml");
        group.MapGet("/since/{since}/{**resource}", ResourceAsync)
            .WithSummary("Returns the same as the feed itself, and what changed as the set Changes: a row for each changed field of an engagement.")
            .WithMetadata(Since, new DescribedParameter("resource", "A set, an entity by key, a property or navigation of an entity, or $count.", "Changes", InPath: true))
            .Produces<ODataRows>();
        group.MapGet("/{**resource}", ResourceAsync)
            .WithSummary("Returns entities of a set, one entity, a property or a count. The query options are those of OData 4.0; see docs/odata.md.")
            .WithMetadata(new DescribedParameter("resource", "A set, an entity by key, a property or navigation of an entity, or $count.", "ByYearAndDomain", InPath: true))
            .Produces<ODataRows>();
    }

    private static Task ServiceAsync(HttpContext context, ODataModels models, PublicAddress address) =>
        DocumentAsync(context, url => ODataFormat.Of(context.Request, url).Then(format => models.Of(context.Request.Caller(), url)
            .Then<(string, ReadOnlyMemory<byte>)>(model => (format.ContentType, model.Documents.Service(Root(context, address, url), format)))));

    private static Task MetadataAsync(HttpContext context, ODataModels models) =>
        DocumentAsync(context, url => ODataFormat.IsXml(context.Request, url) is { } isXml
            ? models.Of(context.Request.Caller(), url).Then<(string, ReadOnlyMemory<byte>)>(model => (isXml ? "application/xml;charset=utf-8" : "application/json;charset=utf-8", model.Documents.Metadata(isXml)))
            : new Problem(ErrorCodes.NotAcceptable, "$metadata is available as XML or JSON.", "Send Accept: application/xml, or omit the header."));

    private static async Task DocumentAsync(HttpContext context, Func<ODataUrl, Outcome<(string ContentType, ReadOnlyMemory<byte> Content)>> write)
    {
        if (!ODataQueryReader.ReadDocument(context.Request).Then(write).IsValue(out var document, out var problem))
        {
            await RefuseAsync(context, problem);
            return;
        }

        context.Response.ContentType = document.ContentType;
        context.Response.ContentLength = document.Content.Length;
        await context.Response.SendAsync(document.Content);
    }

    private static async Task ResourceAsync(
        HttpContext context, ODataModels models, TimeProvider time, IOptions<ODataOptions> options, FeedRunner runner, SinceReader editions, PublicAddress address)
    {
        var caller = context.Request.Caller();
        var read = ODataQueryReader.ReadUrl(context.Request).Then(url => models.Of(caller, url).Then(model => new ODataQueryReader(model, time, options.Value).Read(context.Request, url)));
        if (!read.IsValue(out var query, out var problem))
        {
            await RefuseAsync(context, problem);
            return;
        }

        if (query.Url.Since is { } from)
        {
            if (!(await editions.ReadAsync(from, context.RequestAborted)).IsValue(out var since, out problem))
            {
                await RefuseAsync(context, problem);
                return;
            }

            query = query with { Branches = [.. query.Branches.Select(b => b with { Query = b.Query with { Since = since } })] };
        }

        var format = new ODataFormat(ODataMetadata.Minimal, false);
        if (query.Kind is ODataQueryKind.Rows or ODataQueryKind.One or ODataQueryKind.Property && !ODataFormat.Of(context.Request, query.Url).IsValue(out format, out problem))
        {
            await RefuseAsync(context, problem);
            return;
        }

        try
        {
            problem = await AnswerAsync(new ODataResponses(context, query, format, Root(context, address, query.Url)), query, runner, caller, context);
            if (problem is not null)
            {
                await RefuseAsync(context, problem);
            }
        }
        catch (Exception overflow) when (!context.Response.HasStarted && IsOverflow(overflow))
        {
            await RefuseAsync(context, new Problem(ErrorCodes.ArithmeticOverflow, "A calculation exceeded the range of numbers.", "Compute with smaller numbers, or with decimals."));
        }
    }

    private static async Task<Problem?> AnswerAsync(ODataResponses answers, ODataQuery query, FeedRunner runner, Caller caller, HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        if (!(await runner.ReadAsync(query.Branches[0].Query, caller, cancellationToken)).IsValue(out var answer, out var problem))
        {
            return problem;
        }

        await using var _ = answer;
        var audit = AuditDraft.Of(context);
        audit?.SetResult(answer.Version.Version, null);
        CachedResponseResult.Mark(context.Response, answer.Handling.Code, answer.Version.IsInvented);
        switch (query.Kind)
        {
            case ODataQueryKind.Rows:
                // Run all branches of concat once before sending, so that a failure can still be reported.
                foreach (var branch in query.Branches.Skip(1))
                {
                    if (!(await runner.ReadAsync(branch.Query with { Limit = 1 }, caller, cancellationToken)).IsValue(out var probe, out problem))
                    {
                        return problem;
                    }

                    await probe.DisposeAsync();
                }

                audit?.SetResult(answer.Version.Version, await answers.RowsAsync(answer, async branch => (await runner.ReadAsync(branch.Query, caller, cancellationToken)).Value!));
                return null;
            case ODataQueryKind.Count:
                await answers.CountAsync(answer.Count!.Value);
                return null;
            default:
                if (!await answer.NextAsync(cancellationToken))
                {
                    return new Problem(ErrorCodes.UnknownEntity, $"{query.Branches[0].Query.Set.Name} has no entity with this key.", $"See /odata/{query.Branches[0].Query.Set.Name} for the keys.");
                }

                await answers.OneAsync(answer);
                return null;
        }
    }

    private static Task RefuseAsync(HttpContext context, Problem problem) => ProblemResponses.Answer(problem).ExecuteAsync(context);

    private static string Root(HttpContext context, PublicAddress address, ODataUrl url) => address.Of(context.Request) + "/odata" + url.Prefix;

    // The databases have different or no error numbers for an overflow, so the text decides.
    private static bool IsOverflow(Exception exception) =>
        exception is OverflowException || (exception is DbException && (exception.Message.Contains("overflow", StringComparison.OrdinalIgnoreCase) || exception.Message.Contains("out of range", StringComparison.OrdinalIgnoreCase)));

    private static (Problem Problem, int Status)? CheckHeaders(HttpRequest request)
    {
        if (request.Path.Value!.TrimEnd('/').EndsWith("/$batch", StringComparison.OrdinalIgnoreCase))
        {
            return (new Problem(ErrorCodes.NotImplemented, "$batch is not supported.", "Send each request separately."), StatusCodes.Status501NotImplemented);
        }

        if (request.Headers["OData-Isolation"].Count > 0 || request.Headers["Isolation"].Count > 0)
        {
            return (new Problem(ErrorCodes.NoIsolation, "Snapshot isolation across requests is not supported.", "Omit OData-Isolation. Each page is consistent in itself."), StatusCodes.Status412PreconditionFailed);
        }

        return request.Headers["OData-MaxVersion"].ToString() is [>= '0' and <= '3', ..] old
            ? (new Problem(ErrorCodes.ODataVersion, $"OData {SafeText.Of(old)} is not supported.", "Omit OData-MaxVersion, or send 4.0 or 4.01."), StatusCodes.Status400BadRequest)
            : null;
    }
}
