using System.Text.Json;
using Reporting.Api.Pages.Languages;
using Reporting.Delivery.Files;
using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Rendering.Renderers;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Engagements;

/// <summary>Makes a file of a list of engagements. The files have the form of those of reports, and can be verified.</summary>
internal sealed class EngagementFiles(EngagementLists lists, ReportRenderers renderers, IssuedReportLog issuedReports, ResultCache cache, WorkLanes lanes)
{
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
        var list = EngagementListRequest.Of(query, PageCaptions.In(Language.Of(query.Query.Language)).Engagement.Engagements);
        if (!(await lists.MakeAsync(list, caller, cancellationToken)).IsValue(out var made, out var problem))
        {
            return problem;
        }

        var (document, page) = (await issuedReports.AddAsync(made.Document, list, format, caller, cancellationToken), made.Page);
        return (await renderers.RenderAsync(format, document, cancellationToken)).Then<CachedResponse>(file => new CachedResponse(file.Content, file.ContentType)
        {
            FileName = file.FileName, DataVersion = page.Version, Handling = page.Handling, Rows = page.Count, IsStable = true,
        });
    }
}
