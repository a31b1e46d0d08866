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

/// <summary>How it ended.</summary>
public enum AuditOutcome
{
    Answered,

    /// <summary>By us, for what was asked or who asked: a status of 4xx.</summary>
    Refused,

    /// <summary>By our fault, or for want of a part: 5xx.</summary>
    Failed,
}

/// <summary>What somebody did.</summary>
public enum AuditAction
{
    /// <summary>Asked for figures, members or engagements.</summary>
    Question,

    /// <summary>Took a file away.</summary>
    Export,

    /// <summary>Brought data in, or took them back.</summary>
    Import,

    /// <summary>Had something mailed.</summary>
    Mail,

    /// <summary>Changed a key, a subscription or another thing that the service keeps.</summary>
    Change,

    /// <summary>Looked at keys or at this trail.</summary>
    Administer,

    /// <summary>Signed in on the pages, or out.</summary>
    SignIn,
}
