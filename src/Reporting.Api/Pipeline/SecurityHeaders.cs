namespace Reporting.Api.Pipeline;

/// <summary>Security headers of all responses. They forbid inline scripts, inline styles of pages, and framing, except of the preview of a mail.</summary>
internal static class SecurityHeaders
{
    private const string PagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Reports have inline styles, so that a saved file looks the same, and no scripts.</summary>
    private const string FilePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Embedded reports have links and a form, and no scripts.</summary>
    private const string EmbeddedPolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Swagger's page sets inline styles from its script.</summary>
    private const string SwaggerPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app, int hstsDays)
    {
        var hsts = hstsDays > 0 ? $"max-age={(long)TimeSpan.FromDays(hstsDays).TotalSeconds}; includeSubDomains" : null;
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers.ContentSecurityPolicy = PolicyOf(context.Request.Path);

            // Do not send addresses to other sites, because they contain queries. The service itself needs them: otherwise a form's Origin would be null.
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (hsts is not null && context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = hsts;
            }

            return next(context);
        });
    }

    /// <summary>Sets the policy of a report that an address outside /api sends.</summary>
    public static void SendsFile(HttpResponse response) => response.Headers.ContentSecurityPolicy = FilePolicy;

    /// <summary>Sets the policy of a page that other sites may show. <see cref="MayBeFramedBy"/> names them.</summary>
    public static void SendsEmbedded(HttpResponse response) => response.Headers.ContentSecurityPolicy = EmbeddedPolicy;

    /// <summary>Allows the service's own pages to frame the response. Follows <see cref="SendsFile"/>.</summary>
    public static void MayBeFramed(HttpResponse response)
    {
        response.Headers.XFrameOptions = "SAMEORIGIN";
        response.Headers.ContentSecurityPolicy = response.Headers.ContentSecurityPolicy.ToString().Replace("frame-ancestors 'none'", "frame-ancestors 'self'", StringComparison.Ordinal);
    }

    /// <summary>Allows pages of these origins to frame the response. Follows <see cref="SendsEmbedded"/>.</summary>
    public static void MayBeFramedBy(HttpResponse response, IEnumerable<string> origins)
    {
        // X-Frame-Options cannot name other sites; frame-ancestors replaces it in every browser of today.
        response.Headers.Remove("X-Frame-Options");
        response.Headers.ContentSecurityPolicy = response.Headers.ContentSecurityPolicy.ToString().Replace("frame-ancestors 'none'", "frame-ancestors " + string.Join(' ', origins), StringComparison.Ordinal);
    }

    private static string PolicyOf(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) ? FilePolicy
        : path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase) ? SwaggerPolicy
        : PagePolicy;
}
