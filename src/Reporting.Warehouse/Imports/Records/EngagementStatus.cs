namespace Reporting.Warehouse.Imports.Records;

/// <summary>The status of an engagement (decision 0060). The position of a word is its key in the star: 0 is held.</summary>
public static class EngagementStatus
{
    public const string Held = "held";
    public const string Planned = "planned";

    /// <summary>A planned engagement whose day has passed. No import states it: it follows from the date and the day of the data.</summary>
    public const string NotConfirmed = "not-confirmed";

    /// <summary>The words that a file may state.</summary>
    public static readonly IReadOnlyList<string> Words = [Held, Planned, "postponed", "cancelled"];

    /// <summary>The word that a file states for a status as it is shown.</summary>
    public static string Stated(string shown) => shown == NotConfirmed ? Planned : shown;
}
