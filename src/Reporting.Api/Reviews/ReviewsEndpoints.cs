using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Reporting.Api.Access.Identity;
using Reporting.Api.Engagements;
using Reporting.Api.Imports;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pages;
using Reporting.Api.Pipeline;
using Reporting.Api.Problems;
using Reporting.Api.Requests;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Reviews;

/// <summary>Marks an engagement as reviewed or as a draft: an endpoint, and a page that asks first.</summary>
internal static class ReviewsEndpoints
{
    /// <summary>The page, before the code of an engagement.</summary>
    public const string Path = "/reviews";

    private const string Example = """Send {"review": "reviewed"} or {"review": "draft"}.""";

    public static void AddReviews(this IServiceCollection services) => services.AddSingleton<ReviewRunner>();

    public static void MapReviews(this WebApplication app)
    {
        app.MapGroup("/api/v1/engagements").WithTags("Engagements").Needs(Permission.Import)
            .MapPatch("/{**code}", Change)
            .WithSummary("Marks an engagement as reviewed by you today, or as a draft. This is an import, and is undone as one.")
            .WithParameters(new DescribedParameter("code", "Code of the engagement.", "2022-06-02-vision-statement", InPath: true))
            .Accepts<ReviewRequest>("application/json")
            .Produces<ReviewResponse>()
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .DisableRequestTimeout();
        var pages = app.MapGroup(Path).Needs(Permission.Import).Pages();
        pages.MapGet("/{**code}", Ask);
        pages.MapPost("/{**code}", Set).Form().DisableRequestTimeout();
    }

    private static async Task<IResult> Change(CodeInPath engagement, HttpRequest request, ReviewRunner reviews, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync<ReviewRequest>(request, 3, ErrorCodes.MalformedRequest, "The body is not a valid review.", Example, cancellationToken)).IsValue(out var body, out var problem)
            || !IsDraft(body.Review).IsValue(out var isDraft, out problem)
            || !(await reviews.SetAsync(engagement.Value, isDraft, null, request.Caller(), ImportsEndpoints.SeesAll(request), cancellationToken)).IsValue(out var review, out problem))
        {
            return ProblemResponses.Answer(problem);
        }

        await RecordAsync(request, review, StatusCodes.Status200OK);
        return Results.Ok(review).Fresh();
    }

    private static async Task<IResult> Ask(CodeInPath engagement, HttpContext context, ReviewRunner reviews, CancellationToken cancellationToken)
    {
        var (request, caller) = (context.Request, context.Request.Caller());
        if (!(await reviews.FindAsync(engagement.Value, request.PageLanguage().Code, caller, cancellationToken)).IsValue(out var found, out var problem))
        {
            return NoticePage.Of(context, problem);
        }

        AuditDraft.Of(context)?.SetResult(found.Version.Version, 1);
        return PageResult.Of<ReviewPage>(context, StatusCodes.Status200OK, new()
        {
            [nameof(ReviewPage.Found)] = found,
            [nameof(ReviewPage.By)] = caller.Name,
            [nameof(ReviewPage.On)] = reviews.Today,
        });
    }

    private static async Task<IResult> Set(CodeInPath engagement, HttpContext context, ReviewRunner reviews, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var form = await request.ReadFormAsync(cancellationToken);
        if (!IsDraft(form["review"]).IsValue(out var isDraft, out var problem)
            || !(await reviews.SetAsync(engagement.Value, isDraft, form["state"].ToString(), request.Caller(), ImportsEndpoints.SeesAll(request), cancellationToken)).IsValue(out var review, out problem))
        {
            return NoticePage.Of(context, problem);
        }

        await RecordAsync(request, review, StatusCodes.Status303SeeOther);
        return PageForms.See($"{request.PathBase}/engagements/{PathCode.Escape(engagement.Value)}{(review.Import is { } key ? $"?{EngagementPagesEndpoints.ReviewImport}={key}" : null)}");
    }

    private static Outcome<bool> IsDraft(string? review) => review switch
    {
        ReviewState.Draft => true,
        ReviewState.Reviewed => false,
        _ => new Problem(ErrorCodes.MalformedRequest, "The review is reviewed or draft.", Example),
    };

    private static Task RecordAsync(HttpRequest request, ReviewResponse review, int status)
    {
        AuditDraft.Of(request.HttpContext)?.SetQuery($"review={review.Review}");
        return ImportsEndpoints.RecordAsync(request, status, review.DataVersion, review.Import is null ? 0 : 1);
    }
}

/// <summary>The review that an engagement gets.</summary>
/// <param name="Review">reviewed or draft.</param>
internal sealed record ReviewRequest([property: Required, AllowedValues("reviewed", "draft")] string? Review);

/// <summary>The review of an engagement after the change.</summary>
/// <param name="Import">The import that changed it, which can be undone; null if nothing changed.</param>
internal sealed record ReviewResponse(
    string Code, [property: AllowedValues("reviewed", "draft")] string Review, string? ReviewedBy, DateOnly? ReviewedOn, long DataVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Import)
{
    /// <summary>The review that an engagement has.</summary>
    public static ReviewResponse Of(ListedEngagement engagement, DataVersion version) => new(
        engagement.Code, engagement.Review?.Code ?? ReviewState.Reviewed, engagement.Review?.By, engagement.Review?.On, version.Version, null);
}
