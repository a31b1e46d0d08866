using System.Globalization;
using System.Text.Json;
using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Engine.Reports.Documents;
using Reporting.Api.Pages.Languages;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Engagements;

/// <summary>Makes a file of a list of engagements with its filters and order, complete or not at all. The files have the form of those of reports, and can be verified.</summary>
internal sealed class EngagementFiles(EngagementRunner runner, ReportRenderers renderers, IssuedReportLog issuedReports, ResultCache cache, WorkLanes lanes)
{
    private const string Id = "engagements";

    // Formatted sheets are held in memory.
    private static readonly Dictionary<string, int> MaxEngagements = new() { ["xlsx"] = 2_000, ["csv"] = 20_000 };

    public static IEnumerable<string> Formats => MaxEngagements.Keys;

    public async Task<Outcome<CachedResponse>> MakeAsync(EngagementQuery query, string format, Caller caller, CancellationToken cancellationToken)
    {
        var max = MaxEngagements[format];
        var key = await cache.KeyAsync($"engagements {format} {query.Order} " + JsonSerializer.Serialize(query.Query), caller, cancellationToken);
        return await cache.AnswerAsync(key, cancel => lanes.Large.RunAsync(() => RenderAsync(query with { Query = query.Query with { Limit = max } }, format, caller, cancel), cancel), cancellationToken);
    }

    private async Task<Outcome<CachedResponse>> RenderAsync(EngagementQuery query, string format, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await runner.ListAsync(query with { WithRelations = true }, caller, null, cancellationToken)).IsValue(out var page, out var problem))
        {
            return problem;
        }

        if (page.Next is not null)
        {
            return new Problem(
                ErrorCodes.TooManyRows,
                $"The list has {page.Count:N0} engagements. A file of this format holds at most {query.Query.Limit:N0}.",
                "Choose more filters. Reports, /api/v1/engagements and the OData feed have longer lists.");
        }

        var document = await issuedReports.AddAsync(Document(page, query.Query.Language), caller, cancellationToken);
        return (await renderers.RenderAsync(format, document, cancellationToken)).Then<CachedResponse>(file => new CachedResponse(file.Content, file.ContentType)
        {
            FileName = file.FileName, DataVersion = page.Version, Handling = page.Handling, Rows = page.Count, IsStable = true,
        });
    }

    private static ReportDocument Document(EngagementPage page, string language)
    {
        var title = PageCaptions.In(Language.Of(language)).Engagement.Engagements;
        return new ReportDocument(
            Id,
            title,
            page.Filters,
            language,
            [],
            [new EngagementListSection(Id, title, null, page.Engagements, page.Count, Truncated: false)],
            new Provenance(page.Version.Version, page.Version.AsOf, page.Filters, Language.Of(language).Phrases.TotalsCountOnce)
            {
                Handling = page.Handling, Invented = page.Version.IsInvented, Question = $"{title} – {page.Filters}",
            })
        {
            FileName = string.Create(CultureInfo.InvariantCulture, $"{Id}_v{page.Version.Version}"),
        }.Counted();
    }
}
