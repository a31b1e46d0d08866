namespace Reporting.Api.Verify;

/// <summary>Whether an answer is ours and still current.</summary>
/// <param name="Status"><c>current</c>, <c>not current</c> or <c>unknown</c>.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Answer">What was asked and answered; null where it is unknown.</param>
/// <param name="DataVersion">Of the data now, as <paramref name="DataAsOf"/>.</param>
public sealed record VerifyResponse(
    string Hash, bool Known, bool Current, string Status, string Message, VerifiedReportResponse? Answer, long DataVersion, DateTimeOffset? DataAsOf);
