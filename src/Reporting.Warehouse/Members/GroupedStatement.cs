namespace Reporting.Warehouse.Members;

/// <summary>What a file says about a domain or an engagement type; empty where it says nothing.</summary>
internal sealed record GroupedStatement(string Code, string Name, string Group, string GroupName)
{
    public static readonly GroupedStatement Unstated = new(Members.Unstated.Code, "", "", "");
}
