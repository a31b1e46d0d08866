namespace Reporting.Warehouse.Operations;

/// <summary>One line of the audit trail.</summary>
/// <param name="Subject">Method and path, or the command.</param>
public sealed record AuditEntry(DateTimeOffset At, string Caller, string Roles, AuditAction Action, string Subject)
{
    /// <summary>The key of the row; 0 before it is written.</summary>
    public long Key { get; init; }

    /// <summary>The parameters as they were sent. Secrets are removed before writing.</summary>
    public string? Question { get; init; }

    public long? DataVersion { get; init; }

    /// <summary>Rows of the response, the file or the import; null when they were not counted.</summary>
    public long? Rows { get; init; }

    public AuditOutcome Outcome { get; init; }

    /// <summary>The HTTP status; null on the command line.</summary>
    public int? Status { get; init; }

    /// <summary>How many equal queries this row stands for.</summary>
    public int Times { get; init; } = 1;
}

/// <summary>The outcome of a request or command.</summary>
public enum AuditOutcome
{
    Answered,

    /// <summary>Refused because of the request or the caller: a status of 4xx.</summary>
    Refused,

    /// <summary>Failed because of an internal error or a missing part: 5xx.</summary>
    Failed,
}

/// <summary>The kind of an audited action.</summary>
public enum AuditAction
{
    /// <summary>A query for figures, members or engagements.</summary>
    Question,

    /// <summary>Downloading a file.</summary>
    Export,

    /// <summary>An import or its undo.</summary>
    Import,

    /// <summary>Sending mail.</summary>
    Mail,

    /// <summary>A change of a key, a subscription or other settings of the service.</summary>
    Change,

    /// <summary>Reading the keys or the audit trail.</summary>
    Administer,

    /// <summary>Signing in to the pages, or out.</summary>
    SignIn,
}
