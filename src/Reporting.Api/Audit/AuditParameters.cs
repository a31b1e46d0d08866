using System.Globalization;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Audit;

/// <summary>Reads the parameters of the audit endpoints. Unknown names are refused.</summary>
internal sealed record AuditParameters(AuditFilter Filter, int Limit)
{
    private static readonly string[] Names = ["from", "to", "caller", "action", "outcome", "subject"];
    private static readonly NamedParameters OfFiles = new(Names);
    private static readonly NamedParameters OfPages = new([.. Names, "limit", "after"]);
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];

    public static Outcome<AuditParameters> Read(IEnumerable<KeyValuePair<string, string>> pairs, bool pages) =>
        (pages ? OfPages : OfFiles).Read(pairs, new AuditParameters(new AuditFilter(), ReportQuery.DefaultLimit), (parameters, name, value) => parameters.With(name, value));

    private Outcome<AuditParameters> With(string name, string value) => name switch
    {
        "from" => Instant(name, value, lastOfDay: false).Then<AuditParameters>(at => this with { Filter = Filter with { From = at } }),
        "to" => Instant(name, value, lastOfDay: true).Then<AuditParameters>(at => this with { Filter = Filter with { To = at } }),
        "caller" => this with { Filter = Filter with { Caller = value } },
        "action" => Enum.GetValues<AuditAction>().Where(a => a.ToString().Equals(value, StringComparison.OrdinalIgnoreCase)).Select(a => (AuditAction?)a).FirstOrDefault() is { } action
            ? this with { Filter = Filter with { Action = action } }
            : new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(value)}' is not a value of 'action'.", "Use one of: question, export, import, mail, change, administer, signin."),
        "outcome" => Enum.GetValues<AuditOutcome>().Where(o => o.ToString().Equals(value, StringComparison.OrdinalIgnoreCase)).Select(o => (AuditOutcome?)o).FirstOrDefault() is { } outcome
            ? this with { Filter = Filter with { Outcome = outcome } }
            : new Problem(ErrorCodes.BadChoice, $"'{SafeText.Of(value)}' is not a value of 'outcome'.", "Use one of: answered, refused, failed."),
        "subject" => this with { Filter = Filter with { Subject = value } },
        "after" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? this with { Filter = Filter with { After = after } }
            : new Problem(ErrorCodes.MalformedAfter, $"'{SafeText.Of(value)}' is not a valid position.", "Use meta.next of the previous page."),
        _ => NamedParameters.Limit(value).Then<AuditParameters>(limit => this with { Limit = limit }),
    };

    // A range that ends with a day includes that day.
    private static Outcome<DateTimeOffset> Instant(string name, string value, bool lastOfDay)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue)
        {
            return new DateTimeOffset((lastOfDay ? day.AddDays(1) : day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        }

        return DateTimeOffset.TryParseExact(value, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : new Problem(ErrorCodes.MalformedPeriod, $"'{SafeText.Of(value)}' is not a time for '{name}'.", "Write 2026-01-31, or 2026-01-31T08:00:00Z.");
    }
}
