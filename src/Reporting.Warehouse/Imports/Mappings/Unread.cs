namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Why a value could not be read: where it stands, what is wrong, and what to do.</summary>
internal sealed record Unread(string Column, string Value, string Reason, string Hint)
{
    /// <summary>True for a date that is one, but of a year that nothing here can have.</summary>
    public bool IsOutOfRange { get; init; }
}
