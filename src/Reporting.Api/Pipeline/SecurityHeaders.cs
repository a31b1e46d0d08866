namespace Reporting.Api.Pipeline;

/// <summary>What browsers are told about every answer. Nowhere may a script stand inside a page, and only the preview of a report may be framed, by our own pages.</summary>
internal static class SecurityHeaders
{
    private const string Ours = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Reports carry their styles inside, so that the saved file looks the same, and no scripts; JSON needs nothing.</summary>
    private const string OfFiles = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Swagger's own page sets styles from its script.</summary>
    private const string OfSwagger = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app, int hstsDays)
    {
        var hsts = hstsDays > 0 ? $"max-age={(long)TimeSpan.FromDays(hstsDays).TotalSeconds}; includeSubDomains" : null;
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers.ContentSecurityPolicy = PolicyOf(context.Request.Path);

            // An address may hold a question that is nobody else's business. Ours it is: without it a form's Origin would be null.
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (hsts is not null && context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = hsts;
            }

            return next(context);
        });
    }

    /// <summary>For a report that is sent from beside /api.</summary>
    public static void SendsFile(HttpResponse response) => response.Headers.ContentSecurityPolicy = OfFiles;

    /// <summary>Lets our own pages frame what is sent.</summary>
    public static void MayBeFramed(HttpResponse response)
    {
        response.Headers.XFrameOptions = "SAMEORIGIN";
        response.Headers.ContentSecurityPolicy = response.Headers.ContentSecurityPolicy.ToString().Replace("frame-ancestors 'none'", "frame-ancestors 'self'", StringComparison.Ordinal);
    }

    private static string PolicyOf(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) ? OfFiles
        : path.StartsWithSegments("/swagger", StringComparison.OrdinalIgnoreCase) ? OfSwagger
        : Ours;
}
