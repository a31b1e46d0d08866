namespace Reporting.Warehouse.Members;

/// <summary>A participant or organisation as all rows of one engagement state it. Empty values are not stated.</summary>
internal sealed class ParticipantDescription(string code, int row)
{
    public string Code { get; } = code;

    /// <summary>The row of the first mention.</summary>
    public int Row { get; } = row;

    public string Name { get; set; } = "";

    /// <summary>The name for a new member. A known member keeps its name.</summary>
    public string NewName { get; set; } = "";

    public string NameLocal { get; set; } = "";

    public string Kind { get; set; } = "";

    public string Country { get; set; } = "";

    public string Parent { get; set; } = "";

    /// <summary>The country stated by the file, for lines without their own. It may differ from the warehouse's.</summary>
    public string HomeCountry { get; set; } = "";

    /// <summary>The member when the rows were checked; null for a new or hidden one.</summary>
    public ParticipantMember? Known { get; set; }

    /// <summary>Stated values that were not accepted: attribute, value of the warehouse, value of the file.</summary>
    public List<(string Attribute, string Before, string After)> NotTaken { get; } = [];
}
