namespace Reporting.Api.Hosting;

/// <summary>Below which path clients find this service, whether the proxy in front cuts it off or not; and that what <c>Location</c> names is found there.</summary>
internal static class PublicPaths
{
    /// <summary>After a proxy's headers were read, before routing.</summary>
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
                var place = address.Of(request);
                context.Response.OnStarting(() =>
                {
                    if (context.Response.Headers.Location is [{ Length: > 0 } location] && location[0] == '/')
                    {
                        context.Response.Headers.Location = place + location;
                    }

                    return Task.CompletedTask;
                });
            }

            return next(context);
        });
    }
}
