using System.Globalization;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Alerts;

// Conditions that tell engagements or commitments one by one.
public sealed partial class AlertReader
{
    private async Task<Outcome<AlertFinding>> OfEngagementsAsync(AlertDefinition definition, ReportQuery query, long? since, Caller owner, CancellationToken cancellationToken)
    {
        var language = Language.Of(definition.Language);
        var (items, after, finding) = (new List<AlertItem>(), (string?)null, (AlertFinding?)null);
        var listed = query with { Limit = PageSize, Since = definition.Condition.Kind == AlertKind.Matches && since is { } version ? (int)version : null };
        do
        {
            if (!(await engagements.ListAsync(new EngagementQuery(listed, after), owner, null, cancellationToken)).IsValue(out var page, out var problem))
            {
                return problem;
            }

            if (page.Count > MaxEngagements)
            {
                return AlertProblems.TooWide(MaxEngagements, "engagements");
            }

            if (finding is not null && finding.Version != page.Version)
            {
                return DataVersionRetry.ProblemWhile("the alert was checked");
            }

            finding = new AlertFinding(page.Version, models.Value.Measure(MeasureKind.Engagements).Caption.In(definition.Language), page.Filters, [], page.Handling.Name, "/engagements" + Address(query, []));
            items.AddRange(page.Engagements.Select(e => new AlertItem(e.Code, e.Title) { Value = language.Date(e.Start), Page = $"/engagements/{Uri.EscapeDataString(e.Code)}" }));
            after = page.Next;
        }
        while (after is not null);

        return finding with { Items = items };
    }

    // A commitment with another due date is reported again.
    private async Task<Outcome<AlertFinding>> OfCommitmentsAsync(AlertDefinition definition, ReportQuery query, Caller owner, CancellationToken cancellationToken)
    {
        var (language, phrases) = (Language.Of(definition.Language), AlertPhrases.In(definition.Language));
        var listed = new CommitmentQuery(query with { Limit = ReportQuery.LargestLimit }) { States = [CommitmentStates.Late] };
        return (await commitments.ListAsync(listed, owner, null, cancellationToken)).Then<AlertFinding>(page => page.Count > MaxEngagements
            ? AlertProblems.TooWide(MaxEngagements, "commitments")
            : new AlertFinding(
                page.Version, language.Phrases.Commitments.Commitments, page.Filters, page.Day is { } day ? [Captions.Format(language.Phrases.Commitments.OnDay, language.Date(PartialDate.On(day)))] : [],
                page.Handling.Name, "/commitments" + Address(query, [new("state", CommitmentStates.Late)]))
            {
                Items = [.. page.Commitments.Select(c => new AlertItem(string.Create(CultureInfo.InvariantCulture, $"{c.Engagement!.Code}\n{c.Code}\n{c.DueBy:yyyy-MM-dd}"), Captions.Format(phrases.CommitmentOf, c.Text, c.Engagement.Title))
                {
                    Value = c.DueLabel, Page = $"/engagements/{Uri.EscapeDataString(c.Engagement.Code)}",
                })],
            });
    }
}
