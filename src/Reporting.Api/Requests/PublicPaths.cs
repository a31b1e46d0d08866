namespace Reporting.Api.Requests;

/// <summary>Applies the path prefix of the public address, even if a proxy removed it, and makes <c>Location</c> headers absolute.</summary>
internal static class PublicPaths
{
    /// <summary>Runs after the proxy's headers were applied, and before routing.</summary>
    public static void UsePublicPaths(this WebApplication app)
    {
        var address = app.Services.GetRequiredService<PublicAddress>();
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (address.Prefix.HasValue)
            {
                if (request.Path.StartsWithSegments(address.Prefix, StringComparison.OrdinalIgnoreCase, out var rest))
                {
                    request.Path = rest;
                }

                request.PathBase = address.Prefix;
            }

            if (request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            {
                var root = address.Of(request);
                context.Response.OnStarting(() =>
                {
                    if (context.Response.Headers.Location is [{ Length: > 0 } location] && location[0] == '/')
                    {
                        context.Response.Headers.Location = root + location;
                    }

                    return Task.CompletedTask;
                });
            }

            return next(context);
        });
    }
}
