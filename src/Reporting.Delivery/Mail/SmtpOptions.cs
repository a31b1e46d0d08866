using System.ComponentModel.DataAnnotations;

namespace Reporting.Delivery.Mail;

/// <summary>Settings of the mail relay; section <c>Mail:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    public const string Section = "Mail:Smtp";

    /// <summary>Host name of the relay; null writes mails to <c>Mail:Folder</c>.</summary>
    public string? Host { get; set; }

    /// <summary>587 (submission), 465 (implicit TLS) or 25.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected.</summary>
    [EnumDataType(typeof(SmtpSecurity))]
    public SmtpSecurity Security { get; set; } = SmtpSecurity.Auto;

    /// <summary>Null for a relay without authentication.</summary>
    public string? UserName { get; set; }

    /// <summary>Prefer <c>Mail:Smtp:PasswordFile</c> or an environment variable.</summary>
    public string? Password { get; set; }

    /// <summary>A PEM file with the certificate of the relay's own authority, which replaces those of the system.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Seconds that the relay may take for each reply.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;
}

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
