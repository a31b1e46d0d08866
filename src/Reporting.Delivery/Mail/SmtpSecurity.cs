namespace Reporting.Delivery.Mail;

/// <summary>How the connection to the mail relay is protected. Certificates are always checked.</summary>
public enum SmtpSecurity
{
    /// <summary>Implicit TLS on port 465, STARTTLS on other ports. Only a relay on this machine may offer no STARTTLS.</summary>
    Auto,

    /// <summary>TLS from the first byte.</summary>
    ImplicitTls,

    /// <summary>STARTTLS; mail is not sent if the relay does not offer it.</summary>
    StartTls,

    /// <summary>No encryption, for trusted networks only. Passwords are not sent.</summary>
    None,
}
