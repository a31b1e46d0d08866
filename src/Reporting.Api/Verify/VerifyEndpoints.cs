using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Queries;
using Reporting.Rendering.Json;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Verify;

/// <summary>Verifies by the hash in a file that this service issued it and that it is still current.</summary>
internal static partial class VerifyEndpoints
{
    private const string Example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly NamedParameters Names = new("hash");

    public static void MapVerify(this WebApplication app) => app.MapGet("/api/v1/verify", Verify)
        .WithTags("Reports")
        .Needs(Permission.Read)
        .WithSummary("Verifies by its hash that this service issued a file, and whether the file is still current.")
        .WithDescription("Every report file contains a hash. Files that were issued to callers who may see more than you have the status unknown.")
        .WithParameters(new DescribedParameter("hash", "The hash in the file: 64 hexadecimal digits.", Example, RequiredInQuery: true))
        .Produces<VerifyResponse>();

    private static async Task<IResult> Verify(HttpRequest request, IssuedReportLog issuedReports, CancellationToken cancellationToken)
    {
        if (!Hash(request).IsValue(out var hash, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        return Results.Ok(Answer(await issuedReports.VerifyAsync(hash, request.Caller(), cancellationToken))).Fresh();
    }

    private static Outcome<string> Hash(HttpRequest request) =>
        Names.Read(request.Pairs(), string.Empty, (_, _, value) => value).Then(Hash);

    /// <summary>A hash as a person types it.</summary>
    public static Outcome<string> Hash(string text) => text.Trim().ToLowerInvariant() is var hash && Digits().IsMatch(hash)
        ? hash
        : new Problem(ErrorCodes.MalformedHash, "The hash is not valid.", $"Send the hash in the file, which has {ReportHash.Length} hexadecimal digits.");

    public static VerifyResponse Answer(Verification verification)
    {
        var (report, now) = (verification.Report, verification.Now);
        var (status, message) = report switch
        {
            null => ("unknown", "No issued report has this hash, or you may not see it."),
            _ when verification.IsCurrent => ("current", $"This service issued the report, and it is current: data version {now.Version}."),
            _ when report.DataVersion == now.Version && report.DataAsOf == now.AsOf => ("not current", "This service issued the report, but its definition or the model has changed."),
            _ => ("not current", $"This service issued the report from data version {report.DataVersion}. The current data version is {now.Version}."),
        };
        return new VerifyResponse(
            verification.Hash,
            report is not null,
            verification.IsCurrent,
            status,
            message,
            report is null ? null : new VerifiedReportResponse(
                report.Report, report.Language, report.Question, report.Filters, report.Counting, report.DataVersion, report.DataAsOf, report.Rows, report.Truncated, report.IssuedAt),
            now.Version,
            now.AsOf);
    }

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();
}

/// <summary>Whether this service issued a report, and whether it is still current.</summary>
/// <param name="Status"><c>current</c>, <c>not current</c> or <c>unknown</c>.</param>
/// <param name="Message">The status as a sentence.</param>
/// <param name="Answer">The issued report; null if it is unknown.</param>
/// <param name="DataVersion">The current data version, of <paramref name="DataAsOf"/>.</param>
public sealed record VerifyResponse(
    string Hash, bool Known, bool Current, [property: AllowedValues("current", "not current", "unknown")] string Status, string Message, VerifiedReportResponse? Answer, long DataVersion, DateTimeOffset? DataAsOf);

/// <summary>An issued report, as its file describes it.</summary>
public sealed record VerifiedReportResponse(
    string Report, string Language, string Question, string Filters, string Counting, long DataVersion, DateTimeOffset? DataAsOf, long Rows, bool Truncated, DateTimeOffset GivenAt);
