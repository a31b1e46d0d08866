namespace Reporting.Warehouse.Imports;

/// <summary>One domain link as a file states it, in texts; empty where it says nothing.</summary>
public sealed record DomainRecord(int Row, string Domain, string Name, string Group, string GroupName, string Weight, string Primary)
{
    /// <summary>True when the code was made from the name, which then only names a new member.</summary>
    public bool IsCodeOfName { get; init; }
}
