namespace Reporting.Engine.Access;

/// <summary>What an endpoint asks of its caller; each role holds some of them. reports/access.yml names them in small letters.</summary>
public enum Permission
{
    /// <summary>Figures, members and engagements on the screen.</summary>
    Read,

    /// <summary>Files to keep: reports as workbooks and PDF, export jobs.</summary>
    Export,

    /// <summary>Bringing activity files in, and undoing that.</summary>
    Import,

    /// <summary>Subscriptions and their deliveries.</summary>
    Schedule,

    /// <summary>Keys and the audit trail.</summary>
    Administer,
}
