using System.Security.Cryptography;

namespace Reporting.Delivery.SavedReports;

/// <summary>A report that a caller keeps. Its definition is the text of a file in <c>reports</c>.</summary>
/// <param name="Roles">The roles with which it is shared; empty for its owner alone.</param>
/// <param name="Text">The definition in YAML, as it was written.</param>
/// <param name="Changes">Grows with each change.</param>
public sealed record SavedReport(string Id, string Owner, IReadOnlyList<string> Roles, string Text, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, int Changes)
{
    // Ids of shipped reports are names of files, which have no underscore. So neither can take the place of the other, now or later.
    private const string Prefix = "saved_";

    /// <summary>Lower-case letters and digits that do not look alike.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Length = 10;

    public static string NewId() => Prefix + RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>True for a text that could be the id of a saved report.</summary>
    public static bool IsId(string text) => text.Length == Prefix.Length + Length && text.StartsWith(Prefix, StringComparison.Ordinal);
}

/// <summary>Limits of saved reports; section <c>SavedReports</c>.</summary>
public sealed class SavedReportOptions
{
    public const string Section = "SavedReports";

    /// <summary>Maximum reports that one caller keeps.</summary>
    public int MaxPerOwner { get; set; } = 100;

    /// <summary>Maximum bytes of one definition.</summary>
    public int MaxBytes { get; set; } = 65_536;
}
