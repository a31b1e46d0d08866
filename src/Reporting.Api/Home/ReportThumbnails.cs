using System.Text;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Home;

/// <summary>Small pictures of the first chart of a report, with its current figures. They are kept like all responses.</summary>
internal sealed class ReportThumbnails(ReportRunner reports, ReportParameters parameters, ResultCache cache)
{
    private static readonly FormatLimits Limits = new(MaxRows: 1_000, MaxListed: 1);

    /// <summary>True if the report has a chart that needs no choice of its reader.</summary>
    public static bool Has(ReportDefinition definition) => !definition.Asked.Any() && First(definition) is not null;

    public async Task<Outcome<CachedResponse>> MakeAsync(ReportDefinition definition, Caller caller, CancellationToken cancellationToken)
    {
        if (!Has(definition))
        {
            return new Problem(ErrorCodes.NotFound, $"The report '{definition.Id}' has no picture.", "Open its page.");
        }

        var key = await cache.KeyAsync($"thumbnail {definition.Id} {definition.Hash}", caller, cancellationToken);
        return await cache.AnswerAsync(key, async cancel =>
        {
            var chart = definition with { Sections = [First(definition)!] };
            return (await RunAsync(chart, caller, cancel)).Then<CachedResponse>(document => new CachedResponse(Encoding.UTF8.GetBytes(Svg(document)), "image/svg+xml")
            {
                DataVersion = document.Provenance.Version, Handling = document.Provenance.Handling,
            });
        }, cancellationToken);
    }

    private async Task<Outcome<ReportDocument>> RunAsync(ReportDefinition definition, Caller caller, CancellationToken cancellationToken) =>
        parameters.Read(definition, [], Limits, caller).IsValue(out var run, out var problem) ? await reports.RunAsync(run, caller, cancellationToken) : problem;

    private static SectionDefinition? First(ReportDefinition definition) =>
        definition.Sections.FirstOrDefault(s => s is ChartDefinition) ?? definition.Sections.FirstOrDefault(s => s is HeadlineDefinition { Rows: not null, About: HeadlineAbout.Engagements });

    private static string Svg(ReportDocument document) => ThumbnailSvg.Of(document.Sections.FirstOrDefault() switch
    {
        ChartSection chart => chart,
        HeadlineSection { Trend: { } trend } => trend,
        _ => null,
    });
}
