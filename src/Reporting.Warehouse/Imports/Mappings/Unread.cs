namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>A value that could not be read: its column, the reason, and what to do.</summary>
internal sealed record Unread(string Column, string Value, string Reason, string Hint)
{
    /// <summary>True for a valid date outside the accepted years.</summary>
    public bool IsOutOfRange { get; init; }
}
