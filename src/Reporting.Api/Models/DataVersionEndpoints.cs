using System.Globalization;
using System.Text.Json.Serialization;
using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pipeline;
using Reporting.Api.Responses;
using Reporting.Engine.Access;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Api.Models;

/// <summary>The data version, for clients that keep a copy. With <c>Prefer: wait=30</c> and the ETag that they have, they wait for the next version instead of polling.</summary>
internal static class DataVersionEndpoints
{
    private const int MaxWaitSeconds = 60;
    private const int MaxWaiting = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static int _waiting;

    public static void MapDataVersion(this WebApplication app) => app.MapGroup("/api/v1").WithTags("Model").Needs(Permission.Read).MapGet("/data-version", Show)
        .WithSummary("The version of today's data. It grows with each import.")
        .WithDescription($"With If-None-Match and Prefer: wait=N (at most {MaxWaitSeconds} seconds) the answer comes when the version changes, or is 304 at the end of the time.")
        .Produces<DataVersionResponse>()
        .WithETag();

    private static async Task<IResult> Show(HttpContext context, DataVersionStore versions, TimeProvider time, CancellationToken cancellationToken)
    {
        var version = await versions.ReadTodayAsync(cancellationToken);
        if (WaitOf(context.Request) is { } wait && ETagMatcher.MatchesTag(context.Request.Headers.IfNoneMatch, TagOf(version)))
        {
            version = await WaitAsync(version, wait, context.Response, versions, time, cancellationToken);
        }

        AuditDraft.Of(context)?.SetResult(version.Version, 1);
        if (version.AsOf is { } asOf)
        {
            context.Response.Headers.LastModified = asOf.ToString("R", CultureInfo.InvariantCulture);
        }

        return CachedResponseResult.IsNotModified(context, TagOf(version)) ? Results.StatusCode(StatusCodes.Status304NotModified) : Results.Ok(new DataVersionResponse(version.Version, version.AsOf, version.IsInvented));
    }

    // Beyond the limit the answer comes at once, as if the client had not asked to wait.
    private static async Task<DataVersion> WaitAsync(DataVersion known, TimeSpan wait, HttpResponse response, DataVersionStore versions, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > MaxWaiting)
            {
                return known;
            }

            response.Headers["Preference-Applied"] = string.Create(CultureInfo.InvariantCulture, $"wait={wait.TotalSeconds}");
            var (version, begun) = (known, time.GetTimestamp());
            for (var left = wait; version.Version == known.Version && left > TimeSpan.Zero; left = wait - time.GetElapsedTime(begun))
            {
                await Task.Delay(left < Pause ? left : Pause, time, cancellationToken);
                version = await versions.ReadTodayAsync(cancellationToken);
            }

            return version;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static TimeSpan? WaitOf(HttpRequest request) =>
        request.Headers["Prefer"].SelectMany(p => (p ?? string.Empty).Split(',', StringSplitOptions.TrimEntries)).Where(p => p.StartsWith("wait=", StringComparison.OrdinalIgnoreCase))
            .Select(p => int.TryParse(p.AsSpan("wait=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, MaxWaitSeconds)) : (TimeSpan?)null)
            .FirstOrDefault();

    private static string TagOf(DataVersion version) => string.Create(CultureInfo.InvariantCulture, $"W/\"data-{version.Version}\"");
}

/// <summary>The version of today's data.</summary>
/// <param name="DataAsOf">The time of its import; null without data.</param>
/// <param name="Invented">Present, and true, if some of the data are invented (demo data).</param>
public sealed record DataVersionResponse(long DataVersion, DateTimeOffset? DataAsOf, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Invented);
