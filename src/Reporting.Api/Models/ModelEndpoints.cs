using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Reporting.Api.Access;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.OpenApi;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Execution;
using Reporting.Engine.Members;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Models;

/// <summary>What can be asked: measures, dimensions, additivity, members.</summary>
internal static class ModelEndpoints
{
    public static void MapModel(this WebApplication app)
    {
        var group = app.MapGroup("/api/v1/model").WithTags("Model").Needs(Permission.Read);
        group.MapGet("/", Describe)
            .WithSummary("Measures and dimensions, and over which dimensions each measure adds up.")
            .WithParameters(new DescribedParameter("lang", "Language of the captions.", "en"))
            .Produces<ModelResponse>()
            .Revalidating();
        group.MapGet("/{dimension}/members", Members)
            .WithSummary("Members of a dimension that occur, in order of their codes.")
            .WithParameters(
                new DescribedParameter("dimension", "Id of the dimension.", "domain", InPath: true),
                new DescribedParameter("search", "Part of the code or the name, whatever its case.", "cyber"),
                new DescribedParameter("limit", "At most this many members, 1,000 unless said; up to 50,000.", "100"),
                new DescribedParameter("after", "Code of the last member of the page before (meta.next).", "artificial-intelligence"),
                new DescribedParameter("lang", "Language of the names.", "en"))
            .Produces<MembersResponse>()
            .Revalidating();
    }

    private static ValueTask<IResult> Describe(HttpRequest request, SemanticModel model, QueryParameters parameters, ResultCache kept, IOptions<JsonOptions> json)
    {
        var caller = request.Caller();
        if (!parameters.Read(request.Pairs(), caller, ["lang"], filters: false).IsValue(out var query, out var problem))
        {
            return new(ProblemResponses.Answer(problem));
        }

        var (language, seen) = (query.Language, model.VisibleTo(caller.Visible));
        return CachedResponseResult.SendAsync(kept, kept.KeyOfDefinitions("model." + language, caller), request, _ => Task.FromResult<Outcome<CachedResponse>>(CachedResponseResult.Json(
            new ModelResponse(
                [.. seen.Measures.Select(m => Measure(m, seen, language))],
                [.. seen.Dimensions.Select(d => Dimension(d, language))],
                Hierarchies(seen)),
            json.Value.SerializerOptions, null, null)));
    }

    private static async Task<IResult> Members(
        string dimension, HttpRequest request, QueryParameters parameters, MemberRunner runner, ResultCache kept, WorkLanes lanes, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var caller = request.Caller();
        if (!parameters.Read(request.Pairs(), caller, ["search", "limit", "after", "lang"], filters: false).IsValue(out var query, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var asked = new MemberQuery(dimension, query.Search, query.After, query.Limit, query.Language);
        var key = await kept.KeyAsync("members" + JsonSerializer.Serialize(asked), caller, cancellationToken);
        return await CachedResponseResult.SendAsync(kept, key, request, async cancel => (await MembersAsync(cancel)).Then<CachedResponse>(page => CachedResponseResult.Json(
            new MembersResponse(
                [.. page.Members.Select(m => new MemberResponse(m.Code!, m.Name))],
                new MembersPageResponse(page.Version.Version, page.Version.AsOf, page.Members.Count, page.Next is not null, query.Limit, page.Next)),
            json.Value.SerializerOptions, page.Version, page.Members.Count)));

        Task<Outcome<MemberPage>> MembersAsync(CancellationToken cancel) => query.Limit > QuestionOptions.LargeFrom
            ? lanes.Large.RunAsync(() => runner.ListAsync(asked, caller, key.Version, cancel), cancel)
            : runner.ListAsync(asked, caller, key.Version, cancel);
    }

    private static MeasureResponse Measure(ModelMeasure measure, SemanticModel model, string language) => new(
        measure.Id,
        measure.Caption.In(language),
        measure.Description.In(language),
        EnumNames.Of(measure.Format),
        EnumNames.Of(measure.Additivity),
        model.Dimensions.ToDictionary(d => d.Id, measure.AddsUpOver),
        measure.IsOverTime ? "exactly one of year, quarter, month, date, fiscal_year in by" : null);

    private static DimensionResponse Dimension(ModelDimension dimension, string language) => new(
        dimension.Id,
        dimension.Caption.In(language),
        dimension.Description.In(language),
        dimension.Parent,
        dimension.IsMany,
        dimension.Time is { } level ? level.Example() : null,
        dimension.IsMany ? [dimension.Id, dimension.Id + "_any", dimension.Id + "_all"] : [dimension.Id]);

    private static IReadOnlyList<IReadOnlyList<string>> Hierarchies(SemanticModel model)
    {
        var children = model.Dimensions.Where(d => d.Parent is not null).ToDictionary(d => d.Parent!, d => d.Id);
        return [.. model.Dimensions.Where(d => d.Parent is null && children.ContainsKey(d.Id)).Select(root => Chain(root.Id))];

        IReadOnlyList<string> Chain(string id) => children.TryGetValue(id, out var child) ? [id, .. Chain(child)] : [id];
    }
}

/// <summary>The model. <c>Hierarchies</c> go from the coarsest level to the finest.</summary>
public sealed record ModelResponse(
    IReadOnlyList<MeasureResponse> Measures, IReadOnlyList<DimensionResponse> Dimensions, IReadOnlyList<IReadOnlyList<string>> Hierarchies);

/// <summary>A dimension. <c>Many</c>: an engagement may have several members. <c>Example</c>: how a period is written.</summary>
public sealed record DimensionResponse(
    string Id, string Caption, string Description, string? Parent, bool Many, string? Example, IReadOnlyList<string> Filters);

/// <summary>A measure. <c>AddsUpOver</c> says of each dimension whether cells may be summed over its members.</summary>
public sealed record MeasureResponse(
    string Id, string Caption, string Description, string Format, string Additivity, [property: DescribedBy(typeof(DimensionFlags))] IReadOnlyDictionary<string, bool> AddsUpOver, string? Needs);

/// <summary>A member: addressed by its code, shown by its name.</summary>
public sealed record MemberResponse(string Code, string Name);

/// <summary>What a page of members was read from; <c>Next</c> is the <c>after</c> of the next page.</summary>
public sealed record MembersPageResponse(long DataVersion, DateTimeOffset? DataAsOf, int Rows, bool Truncated, int Limit, string? Next);

/// <summary>Members of a dimension.</summary>
public sealed record MembersResponse(IReadOnlyList<MemberResponse> Data, MembersPageResponse Meta);
