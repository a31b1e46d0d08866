namespace Reporting.Warehouse.Imports.Queue;

/// <summary>Where an import is, or how it ended.</summary>
public enum ImportState
{
    /// <summary>It waits for its turn, or runs.</summary>
    Running,

    /// <summary>It made a new data version.</summary>
    Taken,

    /// <summary>All of it was there already.</summary>
    Unchanged,

    /// <summary>Nothing of it was taken.</summary>
    Refused,
}
