namespace Reporting.Warehouse.Imports.Records;

/// <summary>The words of commitments (decision 0063).</summary>
public static class CommitmentRules
{
    /// <summary>Evidence that a commitment was advanced.</summary>
    public const string Advances = "advances";
    public const string Delivers = "delivers";
    public const string Drops = "drops";

    /// <summary>The assessment of a commitment that is wholly done.</summary>
    public const int Done = 3;

    public static readonly IReadOnlyList<string> Evidence = [Advances, Delivers, Drops];

    /// <summary>The scale: nothing done, begun, mostly done, done.</summary>
    public static readonly IReadOnlyList<string> Scores = ["0", "1", "2", "3"];

    /// <summary>The languages in which a file may word a commitment, beside the language of the file.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "hi", "he"];

    public const char PartySeparator = ';';

    /// <summary>The codes in a list.</summary>
    public static IReadOnlyList<string> Parties(string stated) => stated.Split(PartySeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
