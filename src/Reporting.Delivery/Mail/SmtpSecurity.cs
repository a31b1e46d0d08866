namespace Reporting.Delivery.Mail;

/// <summary>How the connection to the mail relay is protected. Certificates are always checked.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS from the start on port 465; elsewhere STARTTLS, without which only a relay on this machine is used.</summary>
    Auto,

    /// <summary>TLS from the first byte.</summary>
    ImplicitTls,

    /// <summary>STARTTLS, or no mail.</summary>
    StartTls,

    /// <summary>No encryption: only within a network that is trusted. Passwords are not sent.</summary>
    None,
}
