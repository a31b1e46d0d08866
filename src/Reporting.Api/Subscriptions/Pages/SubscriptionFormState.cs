using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>The values of a subscription form, and its problem.</summary>
/// <param name="Changed">The subscription to change; null for a new one.</param>
/// <param name="Wrong">The field that the problem concerns; null if it concerns no single field.</param>
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

    /// <summary>The form with a problem, shown at the field if the form has it.</summary>
    public SubscriptionFormState WithProblem(Problem problem, string? field) => this with { Problem = problem, Wrong = field is not null && Has(field) ? field : null };

    private bool Has(string field) => !field.StartsWith(SubscriptionForm.Parameter, StringComparison.Ordinal) || Parameters.Any(p => SubscriptionForm.Parameter + p.Id == field);
}
