using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>The fields of a subscription with what stands in them, and what is wrong with one of them.</summary>
/// <param name="Changed">The subscription that is changed; null for a new one.</param>
/// <param name="Wrong">The field that the problem is about; null where it is about none or several.</param>
public sealed record SubscriptionFormState(
    ReportDefinition Report,
    IReadOnlyList<ReportParameter> Parameters,
    IReadOnlyDictionary<string, string> Values,
    Subscription? Changed = null,
    Problem? Problem = null,
    string? Wrong = null)
{
    public string Of(string name) => Values.GetValueOrDefault(name) ?? string.Empty;

    public bool IsWrong(string name) => Wrong == name;

    /// <summary>The same form with what is wrong, said beside the field where it has that one.</summary>
    public SubscriptionFormState Refused(Problem problem, string? field) => this with { Problem = problem, Wrong = field is not null && Has(field) ? field : null };

    private bool Has(string field) => !field.StartsWith(SubscriptionForm.Parameter, StringComparison.Ordinal) || Parameters.Any(p => SubscriptionForm.Parameter + p.Id == field);
}
