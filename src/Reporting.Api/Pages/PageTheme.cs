using Reporting.Api.Requests;
using Reporting.Api.Responses;

namespace Reporting.Api.Pages;

/// <summary>The reader's choice of light or dark pages, kept in a cookie. Without a choice the device decides.</summary>
internal static class PageTheme
{
    public const string Device = "device";
    public const string Light = "light";
    public const string Dark = "dark";

    private const string Path = "/theme";
    private const string Field = "theme";
    private const string ReturnField = "returnUrl";
    private const string CookieName = "reporting.theme";

    public static void MapPageTheme(this WebApplication app) => app.MapGet(Path, Choose).AllowAnonymous().Pages();

    /// <summary>Null if the device decides.</summary>
    public static string? Of(HttpRequest request) => Known(request.Cookies[CookieName]);

    /// <summary>The address of this page; for the answer to a form, that of the start page.</summary>
    public static string ReturnAddress(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) ? $"{request.PathBase}{request.Path}{request.QueryString}" : request.PathBase + "/";

    /// <summary>The address that keeps a choice and returns to the page.</summary>
    public static string AddressOf(PageFrame frame, string theme) => $"{frame.PathBase}{Path}?{Field}={theme}&{ReturnField}={Uri.EscapeDataString(frame.Here)}";

    private static IResult Choose(HttpContext context)
    {
        var query = context.Request.Query;
        if (Known(query[Field]) is { } chosen)
        {
            RequestLanguage.Keep(context, CookieName, chosen);
        }
        else
        {
            context.Response.Cookies.Delete(CookieName, new CookieOptions { Path = RequestLanguage.CookiePath(context.Request) });
        }

        return PageForms.See(LocalAddress.Of(query[ReturnField], context.Request.PathBase + "/"));
    }

    private static string? Known(string? theme) => theme is Light or Dark ? theme : null;
}
