using System.ComponentModel.DataAnnotations;

namespace Reporting.Delivery.Mail;

/// <summary>Scheduled mail; section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Where mails are written as .eml files while no relay is set. A relative path starts at the folder of appsettings.json.</summary>
    [Required]
    public string Folder { get; set; } = "data/mail";

    /// <summary>The sender; the domain also ends every Message-ID.</summary>
    [Required]
    public string From { get; set; } = "Reporting <reporting@localhost>";

    /// <summary>Domains to which mail may go, separated by commas; null for any.</summary>
    public string? AllowedDomains { get; set; }

    /// <summary>Who is told what is broken where a subscription names nobody; null for nobody.</summary>
    public string? NoticesTo { get; set; }

    /// <summary>Largest message in bytes, as it travels; files that do not fit are linked.</summary>
    [Range(10_000, 1_000_000_000)]
    public long MaxBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Days that links in mails hold, and that mailed files are kept.</summary>
    [Range(1, 366)]
    public int LinkDays { get; set; } = 14;

    /// <summary>Where mailed files lie; processes that share a database share this folder.</summary>
    [Required]
    public string FilesFolder { get; set; } = "data/mail-files";

    /// <summary>How many copies a process sends at a time; 0 leaves mail to other processes.</summary>
    [Range(0, 64)]
    public int MaxConcurrent { get; set; } = 4;

    /// <summary>Seconds after which a copy whose process fell silent is taken over by another.</summary>
    [Range(3, 3_600)]
    public double LeaseSeconds { get; set; } = 60;

    /// <summary>Seconds between two looks for what is due.</summary>
    [Range(0.1, 3_600)]
    public double PollSeconds { get; set; } = 2;

    /// <summary>Seconds before the second attempt; each further one waits twice as long, an hour at most.</summary>
    [Range(0.1, 3_600)]
    public double RetrySeconds { get; set; } = 60;

    /// <summary>How often a copy is tried.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 12;

    /// <summary>Minutes after which an occurrence that nobody planned is missed, for subscriptions that catch nothing up.</summary>
    [Range(1, 1_440)]
    public double MissedAfterMinutes { get; set; } = 15;

    /// <summary>Minutes after which a copy that is not sent is late: the health check says so.</summary>
    [Range(1, 10_080)]
    public double LateMinutes { get; set; } = 15;

    /// <summary>Days that ended deliveries are kept as history.</summary>
    [Range(1, 36_500)]
    public int KeepDays { get; set; } = 400;

    /// <summary>The relay.</summary>
    public SmtpOptions Smtp { get; set; } = new();
}
