namespace Reporting.Warehouse.Members;

/// <summary>What a file says about a domain or an engagement type; empty where it says nothing.</summary>
internal sealed record GroupedStatement(string Code, string Name, string Group, string GroupName)
{
    /// <summary>Its name if it is new; a known one keeps its own.</summary>
    public string NewName { get; init; } = "";

    public static readonly GroupedStatement UnknownMembers = new(Members.UnknownMembers.Code, "", "", "");
}
