namespace Reporting.Warehouse.Members;

/// <summary>What a file says about a participant or organisation, over all rows of one engagement; empty where it says nothing.</summary>
internal sealed class ParticipantStatement(string code, int row)
{
    public string Code { get; } = code;

    /// <summary>Where it is first mentioned.</summary>
    public int Row { get; } = row;

    public string Name { get; set; } = "";

    /// <summary>Its name if it is new; a known one keeps its own.</summary>
    public string NewName { get; set; } = "";

    public string NameLocal { get; set; } = "";

    public string Kind { get; set; } = "";

    public string Country { get; set; } = "";

    public string Parent { get; set; } = "";

    /// <summary>The country that the file gives it, for lines without one of their own, whatever the warehouse keeps.</summary>
    public string HomeCountry { get; set; } = "";

    /// <summary>What the file says of it and the warehouse does not take: attribute, value before, value of the file.</summary>
    public List<(string Attribute, string Before, string After)> NotTaken { get; } = [];
}
