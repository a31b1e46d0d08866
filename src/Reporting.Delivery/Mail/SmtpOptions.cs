using System.ComponentModel.DataAnnotations;

namespace Reporting.Delivery.Mail;

/// <summary>The mail relay; section <c>Mail:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    public const string Section = "Mail:Smtp";

    /// <summary>Name of the relay; null writes mails to <c>Mail:Folder</c> instead.</summary>
    public string? Host { get; set; }

    /// <summary>587 (submission), 465 (implicit TLS) or 25.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected.</summary>
    [EnumDataType(typeof(SmtpSecurity))]
    public SmtpSecurity Security { get; set; } = SmtpSecurity.Auto;

    /// <summary>Null for a relay that asks for no name.</summary>
    public string? UserName { get; set; }

    /// <summary>Better given by <c>Mail:Smtp:PasswordFile</c> or the environment.</summary>
    public string? Password { get; set; }

    /// <summary>A certificate (PEM) to trust in place of the system's: that of a relay's own authority.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>Seconds that the relay may take for each answer.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;
}
