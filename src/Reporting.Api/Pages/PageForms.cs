using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Pages;

/// <summary>What the forms of our pages have in common.</summary>
internal static class PageForms
{
    /// <summary>A form of our own pages: without its token it is not taken.</summary>
    public static RouteHandlerBuilder Form(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        try
        {
            return http.Request.HasFormContentType && await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)
                ? await next(context)
                : NoticePage.Of(http, new Problem(ErrorCodes.FormOutdated, "This form was not made for you, or is too old.", "Open the page again and send the form from there."), StatusCodes.Status400BadRequest);
        }
        catch (Exception e) when (e is AntiforgeryValidationException || (e is NotSupportedException && http.Features.Get<IFormFeature>()?.Form is null))
        {
            // The body breaks off, has chunks of an absurd size, or is in an encoding that is not read, such as UTF-7.
            return NoticePage.Of(http, new Problem(ErrorCodes.MalformedRequest, "The form could not be read.", "Open the page again and send the form from there."), StatusCodes.Status400BadRequest);
        }
    });

    /// <summary>Marks the endpoints of pages: they are not part of the API, and people read their failures.</summary>
    public static TBuilder Pages<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.ExcludeFromDescription().WithMetadata(new PageMetadata());

    /// <summary>303: the answer to a form is looked at with GET.</summary>
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

/// <summary>Marks an endpoint that people look at: its failures are pages too.</summary>
internal sealed record PageMetadata;
