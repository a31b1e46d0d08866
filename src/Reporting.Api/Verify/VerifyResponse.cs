using System.ComponentModel.DataAnnotations;
using Reporting.Api.OpenApi.Contracts;
using Reporting.Api.Pages.Languages;
using Reporting.Delivery.Verify;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Editions;

namespace Reporting.Api.Verify;

/// <summary>Whether this service issued a report, and whether it is still current.</summary>
/// <param name="Current">True if the same query has the same figures now. For a file of an edition: if the edition is in force.</param>
/// <param name="Status"><c>current</c>, <c>not current</c> or <c>unknown</c>.</param>
/// <param name="Message">The status as a sentence.</param>
/// <param name="Answer">The issued report; null if it is unknown.</param>
/// <param name="DataVersion">The current data version, of <paramref name="DataAsOf"/>.</param>
/// <param name="Edition">The edition of the file; null for a file of the data of its day.</param>
/// <param name="Figures">The figures of the file beside those of today; null if they were not recorded.</param>
public sealed record VerifyResponse(
    string Hash, bool Known, bool Current, [property: AllowedValues("current", "not current", "unknown")] string Status, string Message, VerifiedReportResponse? Answer, long DataVersion, DateTimeOffset? DataAsOf,
    VerifiedEditionResponse? Edition, VerifiedFiguresResponse? Figures)
{
    internal static VerifyResponse Of(Verification verification)
    {
        var (report, now) = (verification.Report, verification.Now);
        return new VerifyResponse(
            verification.Hash,
            report is not null,
            verification.IsCurrent,
            report is null ? "unknown" : verification.IsCurrent ? "current" : "not current",
            VerifyText.Of(verification, VerifyCaptions.English),
            report is null ? null : new VerifiedReportResponse(
                report.Report, report.Language, report.Question, report.Filters, report.Counting, report.DataVersion, report.DataAsOf, report.Rows, report.Truncated, report.IssuedAt),
            now.Version,
            now.AsOf,
            verification.Edition is { } edition ? VerifiedEditionResponse.Of(edition) : null,
            verification.Figures is { } figures ? VerifiedFiguresResponse.Of(figures) : null);
    }
}

/// <summary>An issued report, as its file describes it.</summary>
public sealed record VerifiedReportResponse(
    string Report, string Language, string Question, string Filters, string Counting, long DataVersion, DateTimeOffset? DataAsOf, long Rows, bool Truncated, DateTimeOffset GivenAt);

/// <summary>The edition of a file.</summary>
/// <param name="Superseded">True if it was withdrawn or deleted, or if a final edition followed a preliminary one.</param>
/// <param name="Follower">The id of that final edition.</param>
public sealed record VerifiedEditionResponse(string Id, [property: WordsOf(typeof(EditionState))] string State, string Note, bool Superseded, string? Follower)
{
    internal static VerifiedEditionResponse Of(VerifiedEdition verified) => new(
        verified.Edition.Id, EnumNames.Of(verified.Edition.State), verified.Edition.Deleted?.Note ?? verified.Edition.Withdrawn?.Note ?? verified.Edition.Note, verified.IsSuperseded, verified.Follower);
}

/// <summary>The figures of a file beside those of today.</summary>
/// <param name="Count">The number of figures in the file. An engagement of a list counts as one.</param>
/// <param name="Changed">The number that differ today; null if they were not compared.</param>
/// <param name="Differences">Those of them that the caller may see, at most 200.</param>
/// <param name="OtherTexts">True if names, titles or other texts differ.</param>
/// <param name="Refusal">Why the figures could not be compared.</param>
public sealed record VerifiedFiguresResponse(int Count, int? Changed, IReadOnlyList<FigureDifferenceResponse> Differences, bool OtherTexts, string? Refusal)
{
    /// <summary>The most differences of an answer.</summary>
    internal const int MaxDifferences = 200;

    internal static VerifiedFiguresResponse Of(FigureComparison figures) => new(
        figures.Count, figures.Changed, [.. figures.Differences.Take(MaxDifferences).Select(d => new FigureDifferenceResponse(d.Where, EnumNames.Of(d.Kind), d.Old, d.New))], figures.HasOtherTexts, figures.Refusal);
}

/// <summary>A figure that differs today.</summary>
/// <param name="Where">The section with the row and the column.</param>
/// <param name="Old">The figure in the file. Null for a new one, for an engagement of a list, and where today's access rights hide it.</param>
/// <param name="New">The figure of today. Null if it is gone, and for an engagement of a list.</param>
public sealed record FigureDifferenceResponse(string Where, [property: WordsOf(typeof(DifferenceKind))] string Kind, string? Old, string? New);
