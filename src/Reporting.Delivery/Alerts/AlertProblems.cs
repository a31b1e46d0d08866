using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Alerts;

/// <summary>Problems of alerts, except those of their queries.</summary>
public static class AlertProblems
{
    public const string ConditionField = "kind";

    public static readonly Problem Unknown = new(ErrorCodes.UnknownAlert, "There is no such alert.", "GET /api/v1/alerts lists your alerts.");

    public static readonly Problem Changed = new(ErrorCodes.AlertChanged, "The alert was changed or checked by another request.", "Read it again, and repeat your change.");

    /// <param name="field">The field of the page that it concerns.</param>
    public static Problem Bad(string message, string hint, string field = ConditionField) => new(ErrorCodes.BadAlert, message, hint) { Field = field };

    public static Problem TooWide(int max, string what) => new(ErrorCodes.AlertTooWide, $"The alert would watch more than {max:N0} {what}.", "Add filters, or group by a smaller dimension.");
}
