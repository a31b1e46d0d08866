using System.Globalization;
using Reporting.Api.Subscriptions.Pages;
using Reporting.Delivery.Alerts;
using Reporting.Delivery.Schedules;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Alerts.Pages;

/// <summary>Converts between the fields of the page and the definition of an alert.</summary>
internal static class AlertForm
{
    private static readonly string[] Words = ["measures", "by", "find", "search"];

    public static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        ["kind"] = "above", ["value"] = "10", ["months"] = "6", ["days"] = "14", ["quietHours"] = "24", ["every"] = string.Empty,
        ["weekday"] = "monday", ["day"] = "1", ["time"] = "08:00", ["schedule"] = string.Empty, ["timeZone"] = "UTC", ["language"] = "en",
    };

    /// <summary>The fields that the address of a page fills: those of a query, and the kind.</summary>
    public static Dictionary<string, string> Values(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var values = new Dictionary<string, string>(Defaults);
        foreach (var pair in pairs.Where(p => Words.Contains(p.Key) || p.Key is "kind" or "value" or "name" or "report" or "figure"))
        {
            values[pair.Key] = pair.Value;
        }

        return values;
    }

    /// <summary>The fields of an existing alert.</summary>
    public static Dictionary<string, string> Values(Alert alert)
    {
        var (d, c) = (alert.Definition, alert.Definition.Condition);
        var values = Values(d.Query);
        foreach (var (name, value) in new (string, string?)[]
        {
            ("name", d.Name), ("kind", EnumWord.Of(c.Kind)), ("value", Number(c.Value)), ("percent", Number(c.Percent)), ("months", Number(c.Months)), ("days", Number(c.Days)),
            ("report", d.Report), ("figure", d.Figure), ("language", d.Language), ("to", string.Join('\n', d.Recipients)), ("webhooks", string.Join('\n', d.Webhooks)),
            ("quietHours", Number<int>(d.QuietHours)), ("timeZone", d.TimeZone),
        })
        {
            values[name] = value ?? string.Empty;
        }

        if (d.Schedule is { } schedule)
        {
            (values["every"], values["weekday"], values["day"], values["time"], values["schedule"]) = ScheduleParts.Of(schedule) is { } words
                ? (words.Every, words.Weekday, words.Day, words.Time, string.Empty)
                : (SubscriptionForm.Written, Defaults["weekday"], Defaults["day"], Defaults["time"], schedule);
        }

        return values;
    }

    /// <summary>The pickers' values of an existing alert: the parameters of its report, or the filters of its query.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Picked(AlertDefinition definition, ReportDefinition fields) => definition.Report is not null
        ? definition.Parameters
        : AsParameters(definition.Query, fields);

    /// <summary>The filters of a query as parameters of the form. Those without a picker stay as further filters.</summary>
    public static IEnumerable<KeyValuePair<string, string>> AsParameters(IEnumerable<KeyValuePair<string, string>> query, ReportDefinition fields) => query
        .Where(p => !Words.Contains(p.Key))
        .Select(p => fields.Parameters.Any(f => f.Id == p.Key) ? p : new KeyValuePair<string, string>(ChosenFilters.Prefix + p.Key, p.Value));

    /// <param name="fields">The report whose parameters are the pickers.</param>
    /// <param name="before">The definition to change, whose other properties stay; null for a new alert.</param>
    public static Outcome<AlertDefinition> Read(IFormCollection form, ReportDefinition fields, AlertDefinition? before)
    {
        if (EnumWord.Find<AlertKind>(Field("kind")) is not { } kind)
        {
            return AlertProblems.Bad("The condition is unknown.", "Choose one of the list.");
        }

        var report = Field("report") is { Length: > 0 } id ? id : null;
        var picked = SubscriptionForm.Parameters(fields, form).Pairs.Where(p => p.Value.Length > 0).ToList();
        var isOfEngagements = new AlertCondition(kind).IsOfEngagements;
        var words = Words.Where(w => !isOfEngagements || w is "find" or "search").Where(w => kind != AlertKind.Silent || w != "measures").Select(w => new KeyValuePair<string, string>(w, Field(w))).Where(p => p.Value.Length > 0);
        return new AlertDefinition
        {
            Name = Field("name"),
            Condition = new AlertCondition(
                kind,
                kind is AlertKind.Above or AlertKind.Below || (kind == AlertKind.Changed && Field("percent").Length == 0) ? Decimal("value") : null,
                kind == AlertKind.Changed ? Decimal("percent") : null,
                kind == AlertKind.Silent ? (int?)Decimal("months") : null,
                kind == AlertKind.Stale ? (int?)Decimal("days") : null),
            Query = report is not null || kind == AlertKind.Stale ? [] : [.. words, .. picked.Select(p => p.Key.StartsWith(ChosenFilters.Prefix, StringComparison.Ordinal) ? new(p.Key[ChosenFilters.Prefix.Length..], p.Value) : p)],
            Report = report,
            Parameters = report is null ? [] : picked,
            Figure = report is not null && Field("figure") is { Length: > 0 } figure ? figure : null,
            Language = Field("language") is { Length: > 0 } language ? language : "en",
            Recipients = List("to"),
            Webhooks = List("webhooks"),
            Schedule = SubscriptionForm.ScheduleOf(Field) is { Length: > 0 } schedule ? schedule : null,
            TimeZone = Field("timeZone") is { Length: > 0 } zone ? zone : "UTC",
            QuietHours = (int?)Decimal("quietHours") ?? 0,
            Ambiguous = before?.Ambiguous ?? default,
            Notify = before?.Notify,
        };

        string Field(string name) => form[name].ToString().Trim();

        decimal? Decimal(string name)
        {
            var most = name is "months" or "days" or "quietHours" ? 1_000_000m : 1_000_000_000_000m;
            return decimal.TryParse(Field(name), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, -most, most) : null;
        }

        string[] List(string name) => Field(name).Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The field that a problem concerns; null if it concerns no single field.</summary>
    public static string? FieldOf(Problem problem, IFormCollection form) => problem switch
    {
        _ when problem.Is(ErrorCodes.BadSchedule) => form["every"].ToString() is SubscriptionForm.Written ? "schedule" : "time",
        _ when problem.Is(ErrorCodes.UnknownTimeZone) => "timeZone",
        _ when problem.Is(ErrorCodes.BadAddress, ErrorCodes.DomainNotAllowed, ErrorCodes.BadRecipients) => "to",
        _ when problem.Is(ErrorCodes.BadWebhook, ErrorCodes.WebhookNotAllowed) => "webhooks",
        _ when problem.Is(ErrorCodes.BadAlert) && problem.Message.Contains("name", StringComparison.Ordinal) => "name",
        _ when problem.Is(ErrorCodes.BadAlert) && problem.Message.Contains("quiet", StringComparison.Ordinal) => "quietHours",
        _ when problem.Is(ErrorCodes.BadAlert) => "kind",
        _ => null,
    };

    private static string? Number<T>(T? number)
        where T : struct, IFormattable => number?.ToString(null, CultureInfo.InvariantCulture);
}
