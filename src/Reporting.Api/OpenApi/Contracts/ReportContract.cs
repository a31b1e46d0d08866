using System.ComponentModel.DataAnnotations;
using Reporting.Delivery.Subscriptions;

namespace Reporting.Api.OpenApi.Contracts;

/// <summary>The parameters of all installed reports in requests. Each report has some of them. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record ReportParameterValues;

/// <summary>The parameters in responses, where each is a list. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record ReportParameterLists;

/// <summary>The words of a query that an alert watches: measures, by, search, find and filters. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record AlertQueryWords;

/// <summary>The address of a report's file in each format. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record ReportFormatAddresses;

/// <summary>A flag for each dimension. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record DimensionFlags;

/// <summary>The number of deliveries in each state. Members: <see cref="ModelSchemas"/>.</summary>
public sealed record DeliveryStateCounts;

/// <summary>The format of a mailed report: a file format, or a link.</summary>
public sealed record MailFormat;

/// <summary>A request for an export, for the OpenAPI document only. ExportBody reads it.</summary>
public sealed record ExportRequest(
    [property: Required] string Report, [property: Required, AllowedValues("xlsx", "pdf", "html", "csv", "json", "arrow", "parquet")] string Format, ReportParameterValues? Parameters, string? Edition = null);

/// <summary>Changes of a subscription, for the OpenAPI document only. SubscriptionBody reads them.</summary>
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
    string? Notify,
    string? Edition);

/// <summary>A new subscription. Report, recipients and schedule are required; other properties have defaults.</summary>
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
    string? Notify,
    string? Edition);

/// <summary>The recipients of a mail.</summary>
public sealed record RecipientsRequest([property: Required] IReadOnlyList<string> To, IReadOnlyList<string>? Cc, IReadOnlyList<string>? Bcc);
