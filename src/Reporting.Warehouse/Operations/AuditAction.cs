namespace Reporting.Warehouse.Operations;

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
