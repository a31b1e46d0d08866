namespace Reporting.Warehouse.Imports;

/// <summary>What a file says of a member that was there before, where that differs.</summary>
/// <param name="Dimension"><c>participant</c>, <c>domain</c>, <c>domain group</c>, <c>type</c>, <c>category</c> or <c>source</c>.</param>
/// <param name="Before">Null where the importer may not know it.</param>
/// <param name="Engagements">Engagements that had the member before the import; null where the importer may not know, and beyond the first 200.</param>
/// <param name="IsTaken">False where the member stays as it was.</param>
public sealed record MemberChange(string Dimension, string Code, string Attribute, string? Before, string After, int? Engagements, bool IsTaken)
{
    public override string ToString() =>
        $"{Dimension} '{TextRules.Short(Code)}', {Attribute}: {(IsTaken ? $"{Earlier("it")} became '{TextRules.Short(After)}'" : $"stays {Earlier("as it is")}; the file says '{TextRules.Short(After)}'")}"
        + (Engagements is { } count ? $" ({count:N0} earlier engagement{(count == 1 ? "" : "s")})" : "");

    private string Earlier(string unknown) => Before is null ? unknown : $"'{TextRules.Short(Before)}'";
}
