using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Api.Home;

/// <summary>Reads what the first page says of the data: the headline, some figures, and what changed. All of it is what the caller may see.</summary>
internal sealed class HomeReader(TableCache tables, ResultCache cache, ReportRunner reports, EngagementRunner engagements, CurrentModel models)
{
    private const int Latest = 5;
    private static readonly FormatLimits Limits = new(MaxRows: 1_000, MaxListed: 1);

    private static readonly (MeasureKind Measure, string? Of)[] Figures =
    [
        (MeasureKind.Engagements, null), (MeasureKind.FirstDate, null), (MeasureKind.LastDate, null), (MeasureKind.Countries, "participation.country"),
        (MeasureKind.Participants, "participation.participant"), (MeasureKind.Organisations, "participation.organisation"), (MeasureKind.Sources, "source.source"),
    ];

    /// <summary>Figures of all data, each with the attribute whose members it counts.</summary>
    public async Task<IReadOnlyList<HomeFigure>> FiguresAsync(string language, SemanticModel visible, Caller caller, CancellationToken cancellationToken)
    {
        var measures = Figures.Select(f => (Measure: visible.FindMeasure(f.Measure), f.Of)).Where(f => f.Measure is not null).ToList();
        if (measures.Count == 0)
        {
            return [];
        }

        var answer = await tables.RunAsync(new ReportQuery { Measures = [.. measures.Select(m => m.Measure!.Id)], Language = language }, caller, cancellationToken);
        return answer.Value is { Rows: [var row, ..] } ? [.. measures.Select((m, i) => new HomeFigure(m.Measure!, row.Values[i], m.Of))] : [];
    }

    /// <summary>The engagements of the last two years of the data, the latest first.</summary>
    public async Task<IReadOnlyList<(string Year, object? Count)>> LastYearsAsync(string language, SemanticModel visible, Caller caller, CancellationToken cancellationToken)
    {
        if (visible.FindMeasure(MeasureKind.Engagements) is not { } measure || visible.Dimensions.FirstOrDefault(d => d.Time == TimeLevel.Year) is not { } year)
        {
            return [];
        }

        var answer = await tables.RunAsync(new ReportQuery { Measures = [measure.Id], By = [year.Id], Language = language }, caller, cancellationToken);
        return [.. (answer.Value?.Rows ?? []).Where(r => r.Members[0].Code is not null && !r.Members[0].IsNotStated).OrderByDescending(r => r.Members[0].Code, StringComparer.Ordinal).Take(2).Select(r => (r.Members[0].Name, r.Values[0]))];
    }

    /// <summary>The newest engagements.</summary>
    public async Task<IReadOnlyList<ListedEngagement>> LatestAsync(string language, Caller caller, CancellationToken cancellationToken) =>
        (await engagements.ListAsync(new EngagementQuery(new ReportQuery { Measures = [], Limit = Latest, Language = language }, null), caller, null, cancellationToken)).Value?.Engagements ?? [];

    /// <summary>The headline over all data, by domain; null if the caller may not see it.</summary>
    public async Task<string?> HeadlineAsync(string language, Caller caller, CancellationToken cancellationToken)
    {
        var key = await cache.KeyAsync("headline " + language, caller, cancellationToken);
        if (cache.Recall<HeadlineSection>(key.Text) is not { } headline)
        {
            if (models.Value.FindDimension("domain.domain") is not { } domain
                || (await reports.RunAsync(new ReportRun(Definition(domain), [], language, Limits), caller, cancellationToken)).Value?.Sections.FirstOrDefault() is not HeadlineSection made)
            {
                return null;
            }

            headline = made;
            cache.Remember(key, headline, headline.Sentence.Length * 4L);
        }

        return headline.Sentence;
    }

    /// <summary>The changes of the imports after a version.</summary>
    /// <param name="imports">All imports; null for callers who may not see everything.</param>
    public async Task<HomeChanges> ChangesAsync(int since, DateTimeOffset at, IReadOnlyList<AcceptedImport>? imports, string language, SemanticModel visible, Caller caller, CancellationToken cancellationToken)
    {
        var measure = visible.FindMeasure(MeasureKind.Engagements);
        var answer = measure is null ? null : (await tables.RunAsync(new ReportQuery { Measures = [measure.Id], Since = since, Language = language }, caller, cancellationToken)).Value;
        var count = answer is { Rows: [{ Values: [long number, ..] }, ..] } ? number : 0;
        var later = imports?.Where(i => i.Key > since).ToList();
        return new HomeChanges(since, at, count, later is null ? null : new HomeImports(later.Count, later.Sum(i => i.Added), later.Sum(i => i.Changed), later.Sum(i => i.Retired)));
    }

    private static ReportDefinition Definition(ModelDimension rows)
    {
        var title = new LocalizedText(Language.All.ToDictionary(l => l.Code, l => l.Phrases.InShort));
        return new ReportDefinition("home", title, title, [], [new HeadlineDefinition("headline", title, null, rows, [])]) { Hash = string.Empty, Text = string.Empty };
    }
}

/// <summary>A figure of all data.</summary>
/// <param name="Members">The attribute whose members it counts; null for none.</param>
public sealed record HomeFigure(ModelMeasure Measure, object? Value, string? Members);

/// <summary>Changes after a data version.</summary>
/// <param name="At">When that version was current: the last import before, or the reader's last visit.</param>
/// <param name="Count">The engagements that were added or corrected, and that the caller sees.</param>
/// <param name="Imports">The counts in the reports of imports; null for callers who may not see everything.</param>
public sealed record HomeChanges(int Since, DateTimeOffset At, long Count, HomeImports? Imports);

/// <summary>Numbers of engagements in the reports of imports.</summary>
public sealed record HomeImports(int Imports, int Added, int Corrected, int Withdrawn);
