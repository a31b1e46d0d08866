namespace Reporting.Warehouse.Operations;

/// <summary>One line of the audit trail.</summary>
/// <param name="Subject">Method and path, or the command.</param>
public sealed record AuditEntry(DateTimeOffset At, string Caller, string Roles, AuditAction Action, string Subject)
{
    /// <summary>Its place in the trail; 0 before it is written.</summary>
    public long Key { get; init; }

    /// <summary>The parameters as they were sent; secrets are taken out before it is written.</summary>
    public string? Question { get; init; }

    public long? DataVersion { get; init; }

    /// <summary>Of the answer, the file, or the import; null where nobody counted.</summary>
    public long? Rows { get; init; }

    public AuditOutcome Outcome { get; init; }

    /// <summary>Status of HTTP; null on the command line.</summary>
    public int? Status { get; init; }

    /// <summary>Equal questions of one moment are one line.</summary>
    public int Times { get; init; } = 1;
}
