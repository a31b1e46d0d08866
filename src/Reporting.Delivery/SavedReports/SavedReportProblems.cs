using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.SavedReports;

/// <summary>The problems of saved reports.</summary>
public static class SavedReportProblems
{
    public static readonly Problem Changed = new(
        ErrorCodes.SavedReportChanged, "The report was changed or deleted since you read it.", "Read it again, then repeat your change. Its ETag names the version; send it in If-Match.");

    public static readonly Problem Withheld = new(
        ErrorCodes.DefinitionWithheld, "The definition names measures or dimensions that your roles do not include.", "Run the report: it shows what you may see. Its owner can read the definition.");

    internal static readonly Problem MayNotShare = new(
        ErrorCodes.PermissionMissing, "Sharing a report needs the permission 'schedule', which your roles do not include.", "Keep the report for yourself (no roles), or ask an administrator for the permission.");

    internal static Problem NotYours(SavedReport report) => new(
        ErrorCodes.NotYours, $"The report belongs to {SafeText.Of(report.Owner)}.", "Save a copy of your own, or ask the owner or an administrator to change it.");

    internal static Problem TooMany(int limit) => new(ErrorCodes.TooManySavedReports, $"You keep {Plural.Of(limit, "report")}, the most that one caller may keep.", "Delete some, or ask an administrator to raise SavedReports:MaxPerOwner.");

    internal static Problem TooLarge(int bytes, int limit) => new(ErrorCodes.ReportTooLarge, $"The definition has {bytes:N0} bytes.", $"At most {limit:N0} are kept (SavedReports:MaxBytes). Use fewer sections or texts.");

    /// <summary>The problem of a definition, in its own words.</summary>
    internal static Problem Malformed(DefinitionException wrong) => new(ErrorCodes.MalformedReport, wrong.Finding, wrong.Hint);

    /// <summary>The problem of a stored definition that no longer fits the model.</summary>
    internal static Problem Outdated(DefinitionException wrong) => new(
        ErrorCodes.ReportOutdated, $"The saved report does not fit the model any more: {wrong.Finding}", $"{wrong.Hint} Its owner can change it: GET its definition, correct it and PUT it back.");
}
