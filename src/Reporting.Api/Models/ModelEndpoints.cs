using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
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

/// <summary>Endpoints that describe the model: measures, dimensions, additivity and members.</summary>
internal static class ModelEndpoints
{
    public static void MapModel(this WebApplication app)
    {
        var group = app.MapGroup("/api/v1/model").WithTags("Model").Needs(Permission.Read).ReadsEditions();
        group.MapGet("/", Describe)
            .WithSummary("Lists measures and dimensions, and over which dimensions each measure is additive.")
            .WithParameters(new DescribedParameter("lang", "Language of the captions.", "en"))
            .Produces<ModelResponse>()
            .WithETag();
        group.MapGet("/{dimension}/members", Members)
            .WithSummary("Lists the members of a dimension that occur in the data, ordered by code.")
            .WithParameters(
                new DescribedParameter("dimension", "Id of the dimension.", "domain", InPath: true),
                new DescribedParameter("search", "Part of the code or name, ignoring case.", "cyber"),
                new DescribedParameter("limit", "Maximum number of members; default 1,000, at most 50,000.", "100"),
                new DescribedParameter("after", "Code of the last member of the previous page (meta.next).", "artificial-intelligence"),
                new DescribedParameter("lang", "Language of the names.", "en"))
            .Produces<MembersResponse>()
            .WithETag();
    }

    private static ValueTask<IResult> Describe(HttpRequest request, SemanticModel model, QueryParameters parameters, ResultCache cache, IOptions<JsonOptions> json)
    {
        var caller = request.Caller();
        if (!parameters.Read(request.Pairs(), caller, ["lang"], filters: false).IsValue(out var query, out var problem))
        {
            return new(ProblemResponses.Answer(problem));
        }

        return CachedResponseResult.SendAsync(cache, cache.KeyOfDefinitions("model." + query.Language, caller), request, _ => Task.FromResult<Outcome<CachedResponse>>(
            CachedResponseResult.Json(Answer(model, caller, query.Language), json.Value.SerializerOptions, null, null)));
    }

    /// <summary>The model as a caller sees it.</summary>
    public static ModelResponse Answer(SemanticModel model, Caller caller, string language)
    {
        var visible = model.VisibleTo(caller.Visible);
        return new ModelResponse(
            [.. visible.Measures.Select(m => Measure(m, visible, language))],
            [.. visible.Dimensions.Select(d => Dimension(d, model, language))],
            Hierarchies(visible));
    }

    private static async Task<IResult> Members(
        string dimension, HttpRequest request, QueryParameters parameters, MemberRunner runner, ResultCache cache, WorkLanes lanes, IOptions<JsonOptions> json, CancellationToken cancellationToken)
    {
        var caller = request.Caller();
        if (!parameters.Read(request.Pairs(), caller, ["search", "limit", "after", "lang"], filters: false).IsValue(out var query, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        var memberQuery = new MemberQuery(dimension, query.Search, query.After, query.Limit, query.Language);
        var key = await cache.KeyAsync(KeyOf(memberQuery), caller, cancellationToken);
        return await CachedResponseResult.SendAsync(cache, key, request, async cancel => (await MembersAsync(cancel)).Then<CachedResponse>(page => Response(page, query.Limit, json)));

        Task<Outcome<MemberPage>> MembersAsync(CancellationToken cancel) => query.Limit > QueryOptions.LargeFrom
            ? lanes.Large.RunAsync(() => runner.ListAsync(memberQuery, caller, key.Version, cancel), cancel)
            : runner.ListAsync(memberQuery, caller, key.Version, cancel);
    }

    /// <summary>Identifies a page of members in the cache, for the API and for assistants.</summary>
    public static string KeyOf(MemberQuery query) => "members" + JsonSerializer.Serialize(query);

    public static CachedResponse Response(MemberPage page, int limit, IOptions<JsonOptions> json) =>
        CachedResponseResult.Json(MembersResponse.Of(page, limit), json.Value.SerializerOptions, page.Version, page.Members.Count, page.Next);

    private static MeasureResponse Measure(ModelMeasure measure, SemanticModel model, string language) => new(
        measure.Id,
        measure.Caption.In(language),
        measure.Description.In(language),
        EnumNames.Of(measure.Format),
        EnumNames.Of(measure.Additivity),
        model.Dimensions.ToDictionary(d => d.Id, measure.AddsUpOver),
        measure.IsOverTime ? "exactly one of year, quarter, month, date, fiscal_year in by" : null,
        DefinitionFormatter.Of(measure),
        measure.Definition is MeasureDefinition.Base ? null : measure.Explanation.In(language),
        model.VariantsOf(measure));

    private static DimensionResponse Dimension(ModelDimension dimension, SemanticModel model, string language) => new(
        dimension.Id,
        dimension.Caption.In(language),
        dimension.Description.In(language),
        dimension.Parent,
        dimension.IsMany,
        dimension.Time is { } level ? level.Example() : null,
        dimension.IsMany ? [dimension.Id, dimension.Id + "_any", dimension.Id + "_all"] : [dimension.Id],
        DefinitionFormatter.Of(dimension, model.Dimensions),
        dimension.Explanation == LocalizedText.None ? null : dimension.Explanation.In(language));

    private static IReadOnlyList<IReadOnlyList<string>> Hierarchies(SemanticModel model)
    {
        var children = model.Dimensions.Where(d => d.Parent is not null).ToDictionary(d => d.Parent!, d => d.Id);
        return [.. model.Dimensions.Where(d => d.Parent is null && children.ContainsKey(d.Id)).Select(root => Chain(root.Id))];

        IReadOnlyList<string> Chain(string id) => children.TryGetValue(id, out var child) ? [id, .. Chain(child)] : [id];
    }
}

/// <summary>The model. Each of the <c>Hierarchies</c> goes from the coarsest to the finest level.</summary>
public sealed record ModelResponse(
    IReadOnlyList<MeasureResponse> Measures, IReadOnlyList<DimensionResponse> Dimensions, IReadOnlyList<IReadOnlyList<string>> Hierarchies);

/// <summary>
/// A dimension. <c>Many</c> is true if an engagement can have several members. <c>Example</c> shows the format of a period. <c>Definition</c> is as in
/// the model file; <c>Explanation</c> says it in a sentence for groups, bands and calendars.
/// </summary>
public sealed record DimensionResponse(
    string Id, string Caption, string Description, string? Parent, bool Many, string? Example, IReadOnlyList<string> Filters, string Definition, string? Explanation);

/// <summary>
/// A measure. <c>AddsUpOver</c> is true for a dimension if cells can be summed over its members. It follows from <c>Definition</c>, as
/// <c>Explanation</c> does. <c>Variants</c> can be queried as <c>id.variant</c>.
/// </summary>
public sealed record MeasureResponse(
    string Id, string Caption, string Description, string Format, string Additivity, [property: DescribedBy(typeof(DimensionFlags))] IReadOnlyDictionary<string, bool> AddsUpOver, string? Needs, string Definition, string? Explanation, IReadOnlyList<string> Variants);

/// <summary>A member with its code and display name.</summary>
public sealed record MemberResponse(string Code, string Name);

/// <summary>The data version and size of a page of members. <c>Next</c> is the value of <c>after</c> for the next page.</summary>
/// <param name="Edition">Present if the data are of an edition.</param>
public sealed record MembersPageResponse(long DataVersion, DateTimeOffset? DataAsOf, int Rows, bool Truncated, int Limit, string? Next,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] string? Edition = null);

/// <summary>A page of members of a dimension.</summary>
public sealed record MembersResponse(IReadOnlyList<MemberResponse> Data, MembersPageResponse Meta)
{
    internal static MembersResponse Of(MemberPage page, int limit) => new(
        [.. page.Members.Select(m => new MemberResponse(m.Code!, m.Name))],
        new(page.Version.Version, page.Version.AsOf, page.Members.Count, page.Next is not null, limit, page.Next, page.Version.Edition));
}
