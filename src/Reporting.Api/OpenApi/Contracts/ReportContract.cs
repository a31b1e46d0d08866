using System.ComponentModel.DataAnnotations;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Api.OpenApi.Contracts;

/// <summary>The parameters of all installed reports, as they are sent; each report takes some of them. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record ReportParameterValues;

/// <summary>The same as they are answered: every parameter is a list. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record ReportParameterLists;

/// <summary>The address of a report's file in each format. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record ReportFormatAddresses;

/// <summary>Of each dimension whether it is so. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record DimensionFlags;

/// <summary>How many deliveries are in each state. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record DeliveryStateCounts;

/// <summary>How a mail carries its report: a file of this format, or a link to it.</summary>
public sealed record MailFormat;

/// <summary>An export that is asked for. A description only: ExportBody reads it with a hint for every mistake.</summary>
public sealed record ExportRequest(
    [property: Required] string Report, [property: Required, AllowedValues("xlsx", "pdf", "html", "csv", "json")] string Format, ReportParameterValues? Parameters);

/// <summary>What of a subscription is to change. A description only: SubscriptionBody reads it with a hint for every mistake.</summary>
public record SubscriptionChangeRequest(
    string? Name,
    string? Report,
    ReportParameterValues? Parameters,
    [property: DescribedBy(typeof(IReadOnlyList<MailFormat>))] IReadOnlyList<string>? Formats,
    [property: AllowedValues("en", "hi", "he")] string? Language,
    RecipientsRequest? Recipients,
    string? Subject,
    string? Body,
    string? Schedule,
    string? TimeZone,
    DateOnly? Starts,
    DateOnly? Ends,
    bool? SkipWhenEmpty,
    bool? SkipWhenUnchanged,
    IReadOnlyDictionary<string, ReportParameterValues>? PerRecipient,
    [property: WordsOf(typeof(RunAs))] string? OnBehalfOf,
    [property: WordsOf(typeof(CatchUp))] string? CatchUp,
    [property: WordsOf(typeof(AmbiguousPolicy))] string? Ambiguous,
    string? Notify);

/// <summary>A new subscription: report, recipients and schedule are needed, the rest has defaults.</summary>
public sealed record SubscriptionRequest(
    string? Name,
    [property: Required] string Report,
    ReportParameterValues? Parameters,
    [property: DescribedBy(typeof(IReadOnlyList<MailFormat>))] IReadOnlyList<string>? Formats,
    [property: AllowedValues("en", "hi", "he")] string? Language,
    [property: Required] RecipientsRequest Recipients,
    string? Subject,
    string? Body,
    [property: Required] string Schedule,
    string? TimeZone,
    DateOnly? Starts,
    DateOnly? Ends,
    bool? SkipWhenEmpty,
    bool? SkipWhenUnchanged,
    IReadOnlyDictionary<string, ReportParameterValues>? PerRecipient,
    [property: WordsOf(typeof(RunAs))] string? OnBehalfOf,
    [property: WordsOf(typeof(CatchUp))] string? CatchUp,
    [property: WordsOf(typeof(AmbiguousPolicy))] string? Ambiguous,
    string? Notify);

/// <summary>Who is to get a copy.</summary>
public sealed record RecipientsRequest([property: Required] IReadOnlyList<string> To, IReadOnlyList<string>? Cc, IReadOnlyList<string>? Bcc);
