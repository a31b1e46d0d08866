using Reporting.Api.ReportPages;
using Reporting.Delivery.Schedules;
using Reporting.Delivery.Subscriptions;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Subscriptions.Pages;

/// <summary>The values of a subscription form, with all its problems.</summary>
/// <param name="Fields">The report's parameters, whose ids have the prefix of the form.</param>
/// <param name="Further">Filters by other dimensions, which a report's page can add.</param>
/// <param name="Next">The next due times of the schedule; none if it is not valid.</param>
/// <param name="Changed">The subscription to change; null for a new one.</param>
public sealed record SubscriptionFormState(
    ReportDefinition Report,
    IReadOnlyList<FormField> Fields,
    IReadOnlyList<KeyValuePair<string, string>> Further,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<Occurrence> Next,
    Subscription? Changed = null)
{
    /// <summary>The editions to choose from, in addition to the data of each due time.</summary>
    public IReadOnlyList<string> Editions { get; init; } = [];

    public IReadOnlyList<FieldProblem> Problems { get; init; } = [];

    public string Of(string name) => Values.GetValueOrDefault(name) ?? string.Empty;

    public bool HasNoRecipients => new[] { "to", "cc", "bcc" }.All(kind => string.IsNullOrWhiteSpace(Of(kind)));

    public bool IsWrong(string name) => Problems.Any(p => p.Field == name);

    public IEnumerable<Problem> ProblemsOf(string? name) => Problems.Where(p => p.Field == name).Select(p => p.Problem);

    /// <summary>The form with problems, each at its field if the form has it.</summary>
    public SubscriptionFormState WithProblems(IEnumerable<FieldProblem> problems) => this with
    {
        Problems = [.. problems.Select(p => p.Field is not null && Has(p.Field) ? p : p with { Field = null })],
    };

    private bool Has(string field) => !field.StartsWith(SubscriptionForm.Parameter, StringComparison.Ordinal) || Fields.Any(f => f.Id == field);
}

/// <summary>A problem and the field that it concerns; null if it concerns no single field.</summary>
public sealed record FieldProblem(string? Field, Problem Problem);
