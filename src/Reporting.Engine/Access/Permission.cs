namespace Reporting.Engine.Access;

/// <summary>A permission that an endpoint requires. reports/access.yml names permissions in small letters.</summary>
public enum Permission
{
    /// <summary>View figures, members and engagements.</summary>
    Read,

    /// <summary>Download files: reports as workbooks and PDF, and export jobs.</summary>
    Export,

    /// <summary>Import activity files, and undo imports.</summary>
    Import,

    /// <summary>Manage subscriptions and their deliveries.</summary>
    Schedule,

    /// <summary>Manage keys, and read the audit trail.</summary>
    Administer,
}
