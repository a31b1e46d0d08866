namespace Reporting.Warehouse.Operations;

/// <summary>How it ended.</summary>
public enum AuditOutcome
{
    Answered,

    /// <summary>By us, for what was asked or who asked: a status of 4xx.</summary>
    Refused,

    /// <summary>By our fault, or for want of a part: 5xx.</summary>
    Failed,
}
