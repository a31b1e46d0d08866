using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Reporting.Api.Problems;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Pages;

/// <summary>Shared behaviour of forms on pages.</summary>
internal static class PageForms
{
    /// <summary>Requires the antiforgery token of the form.</summary>
    public static RouteHandlerBuilder Form(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        try
        {
            return http.Request.HasFormContentType && await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)
                ? await next(context)
                : NoticePage.Of(http, new Problem(ErrorCodes.FormOutdated, "This form is outdated, or belongs to another session.", "Open the page again, and submit the form from there."), StatusCodes.Status400BadRequest);
        }
        catch (Exception e) when (e is AntiforgeryValidationException || (e is NotSupportedException && http.Features.Get<IFormFeature>()?.Form is null))
        {
            // The body is incomplete, has chunks of invalid size, or has an unsupported encoding such as UTF-7.
            return NoticePage.Of(http, new Problem(ErrorCodes.MalformedRequest, "The form could not be read.", "Open the page again, and submit the form from there."), StatusCodes.Status400BadRequest);
        }
    });

    /// <summary>Marks endpoints of pages. They are not part of the OpenAPI document, and their failures are shown as pages.</summary>
    public static TBuilder Pages<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.ExcludeFromDescription().WithMetadata(new PageMetadata());

    /// <summary>Redirects after a form with status 303, so that the browser uses GET.</summary>
    public static IResult See(string address) => new SeeOther(address);

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            httpContext.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }
    }
}

/// <summary>Marks an endpoint of a page, whose failures are shown as pages.</summary>
internal sealed record PageMetadata : IProblemFormat
{
    public IResult Answer(HttpContext context, Problem problem, int status) => NoticePage.Of(context, problem, status);
}
