using System.Text.Json;
using Reporting.Api.Pages.Languages;
using Reporting.Api.Responses;
using Reporting.Delivery.Files;
using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Engagements;

/// <summary>Makes a file of a list of engagements.</summary>
internal sealed class EngagementFiles(ListFiles files, EngagementLists lists, IssuedReportLog issuedReports)
{
    // Formatted sheets are held in memory.
    private static readonly Dictionary<string, int> MaxEngagements = new() { ["xlsx"] = 2_000, ["csv"] = 20_000 };

    public static IEnumerable<string> Formats => MaxEngagements.Keys;

    public Task<Outcome<CachedResponse>> MakeAsync(EngagementQuery query, string format, Caller caller, CancellationToken cancellationToken)
    {
        var limited = query with { Query = query.Query with { Limit = MaxEngagements[format] } };
        var list = EngagementListRequest.Of(limited, PageCaptions.In(Language.Of(query.Query.Language)).Engagement.Engagements);
        return files.MakeAsync(
            $"engagements {format} {query.Order} " + JsonSerializer.Serialize(query.Query),
            format,
            caller,
            cancel => lists.MakeAsync(list, caller, cancel),
            (document, cancel) => issuedReports.AddAsync(document, list, format, caller, cancel),
            cancellationToken);
    }
}
