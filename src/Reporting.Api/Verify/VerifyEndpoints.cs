using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Reporting.Api.Access;
using Reporting.Api.OpenApi;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Queries;
using Reporting.Rendering.Json;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Verify;

/// <summary>Is this file ours, and still current? Asked by the hash that stands in it.</summary>
internal static partial class VerifyEndpoints
{
    private const string Example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly NamedParameters Names = new("hash");

    public static void MapVerify(this WebApplication app) => app.MapGet("/api/v1/verify", Verify)
        .WithTags("Reports")
        .Needs(Permission.Read)
        .WithSummary("Whether a file is ours and still current, by the hash that stands in it.")
        .WithDescription("Every file of a report says the hash of the answer that it shows. An answer that went out to somebody who may see more than you is unknown to you.")
        .WithParameters(new DescribedParameter("hash", "The 64 hexadecimal digits in the file.", Example, IsAsked: true))
        .Produces<VerifyResponse>();

    private static async Task<IResult> Verify(HttpRequest request, IssuedReportLog answers, CancellationToken cancellationToken)
    {
        if (!Hash(request).IsValue(out var hash, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        return Results.Ok(Answer(await answers.VerifyAsync(hash, request.Caller(), cancellationToken))).Fresh();
    }

    private static Outcome<string> Hash(HttpRequest request) =>
        Names.Read(request.Pairs(), string.Empty, (_, _, value) => value.Trim().ToLowerInvariant()).Then<string>(hash => Digits().IsMatch(hash)
            ? hash
            : new Problem(ErrorCodes.MalformedHash, "That is not a hash of an answer.", $"Give hash, the {ReportHash.Length} hexadecimal digits that stand in the file."));

    private static VerifyResponse Answer(Verification verification)
    {
        var (answer, now) = (verification.Report, verification.Now);
        var (status, message) = answer switch
        {
            null => ("unknown", "No such answer went out, or it is not for you to see."),
            _ when verification.IsCurrent => ("current", $"This answer is ours and current: data version {now.Version}."),
            _ when answer.DataVersion == now.Version && answer.DataAsOf == now.AsOf => ("not current", "This answer is ours, but the report or the model is defined otherwise now."),
            _ => ("not current", $"This answer is ours, of data version {answer.DataVersion}; the data are of version {now.Version} now."),
        };
        return new VerifyResponse(
            verification.Hash,
            answer is not null,
            verification.IsCurrent,
            status,
            message,
            answer is null ? null : new VerifiedReportResponse(
                answer.Report, answer.Language, answer.Question, answer.Filters, answer.Counting, answer.DataVersion, answer.DataAsOf, answer.Rows, answer.Truncated, answer.IssuedAt),
            now.Version,
            now.AsOf);
    }

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();
}

/// <summary>Whether an answer is ours and still current.</summary>
/// <param name="Status"><c>current</c>, <c>not current</c> or <c>unknown</c>.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Answer">What was asked and answered; null where it is unknown.</param>
/// <param name="DataVersion">Of the data now, as <paramref name="DataAsOf"/>.</param>
public sealed record VerifyResponse(
    string Hash, bool Known, bool Current, [property: AllowedValues("current", "not current", "unknown")] string Status, string Message, VerifiedReportResponse? Answer, long DataVersion, DateTimeOffset? DataAsOf);

/// <summary>An answer that went out in a file, as the file says it.</summary>
public sealed record VerifiedReportResponse(
    string Report, string Language, string Question, string Filters, string Counting, long DataVersion, DateTimeOffset? DataAsOf, long Rows, bool Truncated, DateTimeOffset GivenAt);
