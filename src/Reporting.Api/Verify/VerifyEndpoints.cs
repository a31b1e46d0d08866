using System.Text.RegularExpressions;
using Reporting.Api.Access.Identity;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pages;
using Reporting.Api.Problems;
using Reporting.Api.Responses;
using Reporting.Delivery.Verify;
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

    public static void MapVerify(this WebApplication app)
    {
        app.MapGroup(string.Empty).Needs(Permission.Read).Pages().MapGet("/verify", Show);
        app.MapGet("/api/v1/verify", Verify)
            .WithTags("Reports")
            .Needs(Permission.Read)
            .WithSummary("Verifies by its hash that this service issued a file, and whether the file is still current.")
            .WithDescription("Every report file contains a hash. The figures of the file are compared with those of today. Files that were issued to callers who may see more than you have the status unknown.")
            .WithParameters(new DescribedParameter("hash", "The hash in the file: 64 hexadecimal digits.", Example, RequiredInQuery: true))
            .Produces<VerifyResponse>();
    }

    private static async Task<IResult> Verify(HttpRequest request, ReportVerifier verifier, CancellationToken cancellationToken)
    {
        if (!Hash(request).IsValue(out var hash, out var problem))
        {
            return ProblemResponses.Answer(problem);
        }

        return Results.Ok(VerifyResponse.Of(await verifier.VerifyAsync(hash, request.Caller(), cancellationToken))).Fresh();
    }

    private static async Task<IResult> Show(HttpContext context, ReportVerifier verifier, CancellationToken cancellationToken)
    {
        var typed = (string?)context.Request.Query["hash"] ?? string.Empty;
        var (found, problem) = ((Verification?)null, (Problem?)null);
        if (typed.Length > 0 && Hash(typed).IsValue(out var hash, out problem))
        {
            found = await verifier.VerifyAsync(hash, context.Request.Caller(), cancellationToken);
        }

        return PageResult.Of<VerifyPage>(context, problem is null ? StatusCodes.Status200OK : ProblemResponses.StatusOf(problem.Kind), new()
        {
            [nameof(VerifyPage.Hash)] = SafeText.Of(typed), [nameof(VerifyPage.Found)] = found, [nameof(VerifyPage.Problem)] = problem,
        });
    }

    private static Outcome<string> Hash(HttpRequest request) =>
        Names.Read(request.Pairs(), string.Empty, (_, _, value) => value).Then(Hash);

    /// <summary>A hash as a person types it.</summary>
    public static Outcome<string> Hash(string text) => text.Trim().ToLowerInvariant() is var hash && Digits().IsMatch(hash)
        ? hash
        : new Problem(ErrorCodes.MalformedHash, "The hash is not valid.", $"Send the hash in the file, which has {ReportHash.Length} hexadecimal digits.");

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digits();
}
