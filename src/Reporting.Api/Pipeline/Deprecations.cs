using System.Globalization;

namespace Reporting.Api.Pipeline;

/// <summary>Says in each response of a deprecated endpoint since when it is deprecated, when it goes, and what replaces it (RFC 9745, RFC 8594).</summary>
internal static class Deprecations
{
    /// <summary>Runs after routing.</summary>
    public static void UseDeprecations(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<DeprecatedEndpoint>() is { } deprecated)
        {
            var headers = context.Response.Headers;
            headers["Deprecation"] = "@" + Midnight(deprecated.Since).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            headers["Sunset"] = Midnight(deprecated.Sunset).ToString("R", CultureInfo.InvariantCulture);
            headers.Append("Link", $"<{deprecated.Successor}>; rel=\"successor-version\"");
        }

        return next(context);
    });

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

/// <summary>Marks a deprecated endpoint. docs/clients.md says how long it stays.</summary>
/// <param name="Sunset">From this day on it may be gone.</param>
/// <param name="Successor">The address of what replaces it.</param>
internal sealed record DeprecatedEndpoint(DateOnly Since, DateOnly Sunset, string Successor);
