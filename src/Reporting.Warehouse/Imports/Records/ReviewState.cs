namespace Reporting.Warehouse.Imports.Records;

/// <summary>Whether an engagement was reviewed (decision 0069). The position of a word is its key in the star: 0 is reviewed.</summary>
public static class ReviewState
{
    public const string Reviewed = "reviewed";
    public const string Draft = "draft";

    /// <summary>The words that a file may state.</summary>
    public static readonly IReadOnlyList<string> Words = [Reviewed, Draft];
}
