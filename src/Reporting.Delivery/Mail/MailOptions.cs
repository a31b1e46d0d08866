using System.ComponentModel.DataAnnotations;

namespace Reporting.Delivery.Mail;

/// <summary>Settings of scheduled mail; section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Folder in which mails are written as .eml files when no relay is set. A relative path starts at the folder of appsettings.json.</summary>
    [Required]
    public string Folder { get; set; } = "data/mail";

    /// <summary>The sender. Every Message-ID ends with its domain.</summary>
    [Required]
    public string From { get; set; } = "Reporting <reporting@localhost>";

    /// <summary>Domains to which mail may be sent, separated by commas; null for all.</summary>
    public string? AllowedDomains { get; set; }

    /// <summary>Address for failure notices when a subscription names none; null sends no notice.</summary>
    public string? NoticesTo { get; set; }

    /// <summary>Maximum size of an encoded message in bytes. Files that do not fit are linked.</summary>
    [Range(10_000, 1_000_000_000)]
    public long MaxBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Days for which links in mails are valid and mailed files are kept.</summary>
    [Range(1, 366)]
    public int LinkDays { get; set; } = 14;

    /// <summary>Folder of mailed files. Processes that share a database must share it.</summary>
    [Required]
    public string FilesFolder { get; set; } = "data/mail-files";

    /// <summary>How many mails a process sends at a time; 0 leaves mail to other processes.</summary>
    [Range(0, 64)]
    public int MaxConcurrent { get; set; } = 4;

    /// <summary>Seconds without a sign of life from a worker, after which another worker takes over its delivery.</summary>
    [Range(3, 3_600)]
    public double LeaseSeconds { get; set; } = 60;

    /// <summary>Seconds between two polls for due mail.</summary>
    [Range(0.1, 3_600)]
    public double PollSeconds { get; set; } = 2;

    /// <summary>Seconds before the second attempt. Each further attempt waits twice as long, at most an hour.</summary>
    [Range(0.1, 3_600)]
    public double RetrySeconds { get; set; } = 60;

    /// <summary>Maximum attempts for one delivery.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 12;

    /// <summary>Minutes after which an unplanned occurrence is missed, for subscriptions with <c>catchUp: none</c>.</summary>
    [Range(1, 1_440)]
    public double MissedAfterMinutes { get; set; } = 15;

    /// <summary>Minutes after which the health check reports an unsent delivery as late.</summary>
    [Range(1, 10_080)]
    public double LateMinutes { get; set; } = 15;

    /// <summary>Days for which ended deliveries are kept as history.</summary>
    [Range(1, 36_500)]
    public int KeepDays { get; set; } = 400;

    /// <summary>The mail relay.</summary>
    public SmtpOptions Smtp { get; set; } = new();
}
