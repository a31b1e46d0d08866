using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Members;

/// <summary>A difference between the file and a known member.</summary>
/// <param name="Dimension"><c>participant</c>, <c>domain</c>, <c>domain group</c>, <c>type</c>, <c>category</c> or <c>source</c>.</param>
/// <param name="Before">Null when the importer may not see it.</param>
/// <param name="Engagements">Engagements with the member before the import. Null when the importer may not see it, and beyond the first 200.</param>
/// <param name="IsTaken">False when the member keeps its value.</param>
public sealed record MemberChange(string Dimension, string Code, string Attribute, string? Before, string After, int? Engagements, bool IsTaken)
{
    public override string ToString() =>
        $"{Dimension} '{TextRules.Short(Code)}', {Attribute}: {(IsTaken ? $"{Earlier("it")} became '{TextRules.Short(After)}'" : $"stays {Earlier("as it is")}; the file says '{TextRules.Short(After)}'")}"
        + (Engagements is { } count ? $" ({count:N0} earlier engagement{(count == 1 ? "" : "s")})" : "");

    private string Earlier(string unknown) => Before is null ? unknown : $"'{TextRules.Short(Before)}'";
}

/// <summary>How many members of each dimension an import added.</summary>
public sealed record NewMembers(int Domains, int Participants, int EngagementTypes, int Places, int Sources)
{
    public int Total => Domains + Participants + EngagementTypes + Places + Sources;
}
