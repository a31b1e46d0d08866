namespace Reporting.Delivery.Prepared;

/// <summary>What a mail asks: a report with parameters, as files, on a day by which relative periods are resolved.</summary>
internal sealed record MailContentKey(string Report, IReadOnlyList<KeyValuePair<string, string>> Parameters, IReadOnlyList<string> Formats, DateOnly Day);
