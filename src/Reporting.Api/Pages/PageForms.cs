using Microsoft.AspNetCore.Antiforgery;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Pages;

/// <summary>Forms of our own pages.</summary>
internal static class PageForms
{
    /// <summary>Without its token a form is not taken.</summary>
    public static RouteHandlerBuilder Form(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        return http.Request.HasFormContentType && await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)
            ? await next(context)
            : NoticePage.Of(http, new Problem(ProblemKind.Invalid, "form-outdated", "This form was not made for you, or is too old.", "Open the page again and send the form from there."), StatusCodes.Status400BadRequest);
    });
}
