using System.Globalization;
using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Files;

/// <summary>Makes the document of a list of engagements with its filters and order, complete or not at all. Files of it can be verified like those of reports.</summary>
public sealed class EngagementLists(EngagementRunner runner)
{
    public const string Id = "engagements";

    /// <summary>Problems: <c>too-many-rows</c>, and those of the query.</summary>
    public async Task<Outcome<ReportDocument>> MakeAsync(EngagementListRequest list, Caller caller, CancellationToken cancellationToken) =>
        (await runner.ListAsync(list.ToQuery(), caller, null, cancellationToken)).Then<ReportDocument>(page => page.Next is not null
            ? new Problem(
                ErrorCodes.TooManyRows,
                $"The list has {page.Count:N0} engagements. A file of this format holds at most {list.Max:N0}.",
                "Choose more filters. Reports, /api/v1/engagements and the OData feed have longer lists.")
            : Document(page, list));

    private static ReportDocument Document(EngagementPage page, EngagementListRequest list) => new ReportDocument(
        Id,
        list.Title,
        page.Filters,
        list.Language,
        [],
        [new EngagementListSection(Id, list.Title, null, page.Engagements, page.Count, Truncated: false)],
        new Provenance(page.Version.Version, page.Version.AsOf, page.Filters, Language.Of(list.Language).Phrases.TotalsCountOnce)
        {
            Handling = page.Handling, Invented = page.Version.IsInvented, Edition = page.Version.Edition, Question = $"{list.Title} – {page.Filters}",
        })
    {
        FileName = string.Create(CultureInfo.InvariantCulture, $"{Id}_v{page.Version.Version}"),
    }.Counted();
}
