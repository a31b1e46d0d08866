using Reporting.Api.Pages;
using Reporting.Engine.Access;
using Reporting.Engine.Caching;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.MemberPages;

/// <summary>Reads the profile of a member of any dimension. Its queries come from the model, and each figure is counted by the database.</summary>
internal sealed class MemberProfileReader(TableCache tables, EngagementRunner engagements)
{
    private const int ShownRows = 8;
    private const int ShownEngagements = 10;

    // A figure with an attribute is left out for members of that attribute: a participant has one participant, itself.
    private static readonly (MeasureKind Measure, string? Of)[] Figures =
    [
        (MeasureKind.FirstDate, null), (MeasureKind.LastDate, null), (MeasureKind.DaysSinceLast, null), (MeasureKind.Participants, "participation.participant"),
        (MeasureKind.Organisations, "participation.organisation"), (MeasureKind.Countries, "participation.country"), (MeasureKind.AmountUsd, null),
    ];

    // In addition to the partners and the parts of the member.
    private static readonly string[] Others =
        ["participation.country", "participation.organisation", "participation.participant", "domain.domain", "type.type", "place.country", "place.city"];

    /// <summary>A problem if no engagement that the caller sees has the member, just as if it did not exist.</summary>
    public async Task<Outcome<MemberProfile>> ReadAsync(ModelDimension dimension, string code, QueryAddress list, MemberLinks links, string language, SemanticModel visible, Caller caller, CancellationToken cancellationToken)
    {
        var filter = new QueryFilter(dimension.Id, FilterMode.Links, [code]);
        var listing = await engagements.ListAsync(new EngagementQuery(new ReportQuery { Measures = [], Filters = [filter], Limit = ShownEngagements, Language = language }, null), caller, null, cancellationToken);
        if (!listing.IsValue(out var latest, out var problem) || latest.Count == 0)
        {
            // A period that cannot be read is an error of the address; all else looks like a member that does not exist.
            return problem is not null && !problem.Is(ErrorCodes.UnknownMember) && !problem.Is(ErrorCodes.MalformedPeriod) ? problem : Unknown(dimension, code);
        }

        var profile = new MemberProfile(dimension, code, code, latest);
        var measure = visible.FindMeasure(MeasureKind.Engagements);
        if (measure is null)
        {
            return profile;
        }

        var figures = Figures.Where(f => f.Of != dimension.Attribute.Id).Select(f => visible.FindMeasure(f.Measure)).OfType<ModelMeasure>().ToList();
        var breakdowns = Breakdowns(dimension, visible).ToList();
        var (parent, period) = (visible.Dimensions.FirstOrDefault(d => d.Id == dimension.Parent), Period(dimension, visible));
        var query = new ReportQuery { Measures = [measure.Id], Filters = [filter], Language = language };
        var names = Language.All.Select(l => query with { By = [dimension.Id], Language = l.Code }).ToList();
        List<ReportQuery> queries =
        [
            query with { Measures = [measure.Id, .. figures.Select(m => m.Id)] },
            .. names,
            .. parent is null ? Array.Empty<ReportQuery>() : [query with { By = [parent.Id] }],
            .. period is null ? Array.Empty<ReportQuery>() : [query with { By = [period.Id], Fill = true }],
            .. breakdowns.Select(d => query with { By = [d.Id], Order = [new QueryOrder(measure.Id, true)], Limit = ShownRows }),
        ];
        var answers = new Queue<ResultTable?>((await tables.RunAllAsync(queries, caller, cancellationToken)).Select(a => a.Value));
        var totals = answers.Dequeue();
        var named = Language.All.Select(l => (Language: l, answers.Dequeue()?.Rows.FirstOrDefault()?.Members[0].Name)).Where(n => n.Name is not null).Select(n => (n.Language, Name: n.Name!)).ToList();
        var name = named.FirstOrDefault(n => n.Language.Code == language).Name ?? code;
        return profile with
        {
            Name = name,
            OtherNames = [.. named.Where(n => n.Name != name).DistinctBy(n => n.Name)],
            Figures = totals is null ? [] : [.. figures.Select((m, i) => new Kpi(m.Id, m.Caption.In(language), totals.Rows[0].Values[i + 1], m.Format, null)).Where(k => k.Value is not null)],
            Parents = parent is null ? [] : [.. (answers.Dequeue()?.Rows ?? []).Where(r => !r.Members[0].IsNotStated).Select(r => (parent, r.Members[0]))],
            ByPeriod = period is not null && answers.Dequeue() is { } table ? Chart(table, period, measure, language) : null,
            Breakdowns = [.. breakdowns.Select(d => (Dimension: d, Table: answers.Dequeue())).Where(b => b.Table is { Rows.Count: > 0 }).Select(b => Breakdown(b.Dimension, b.Table!, filter, list, links))],
        };
    }

    public static Problem Unknown(ModelDimension dimension, string code) =>
        new(ErrorCodes.NotFound, $"'{dimension.Id}' has no member '{SafeText.Of(code)}'.", $"See /members/{dimension.Id} for its members.");

    // A member of a level has the members of the next level as its parts. Its own level would only show itself, and the level above is named beside the title.
    private static IEnumerable<ModelDimension> Breakdowns(ModelDimension dimension, SemanticModel visible) =>
        visible.Dimensions.Where(d => d.Attribute is { IsOfPartner: true, IsCountryPair: false } && d.Attribute.Reveals == dimension.Attribute.Id)
            .Concat(visible.Dimensions.Where(d => d.Parent == dimension.Id && d.Time is null && !d.Attribute.IsOfPartner))
            .Concat(Others.Select(visible.FindDimension).OfType<ModelDimension>())
            .Where(d => d.Attribute.Id != dimension.Attribute.Id && d.Id != dimension.Parent)
            .Distinct();

    private static ModelDimension? Period(ModelDimension dimension, SemanticModel visible) => dimension.Time switch
    {
        null => visible.Dimensions.FirstOrDefault(d => d.Time == TimeLevel.Year),
        TimeLevel.Year => visible.Dimensions.FirstOrDefault(d => d.Time == TimeLevel.Month),
        _ => null,
    };

    private static ChartSection Chart(ResultTable table, ModelDimension period, ModelMeasure measure, string language)
    {
        var rows = table.Rows.OrderBy(r => r.Members[0].IsNotStated).ToList();
        var axis = new Axis(period.Id, period.Caption.In(language), [.. rows.Select(r => new AxisMember(r.Members[0].Code, r.Members[0].Name))])
        {
            IsTime = true, NotStated = rows.Count(r => r.Members[0].IsNotStated),
        };
        return new ChartSection(
            "by-period", period.Caption.In(language), null, ChartKind.Column, measure.Caption.In(language), measure.Format, axis,
            [new ChartSeries(measure.Id, measure.Caption.In(language), [.. rows.Select(r => r.Values[0])])])
        {
            Size = ChartSize.Medium,
        };
    }

    private static MemberBreakdown Breakdown(ModelDimension by, ResultTable table, QueryFilter filter, QueryAddress list, MemberLinks links)
    {
        var own = list with { Filters = [filter] };
        return new MemberBreakdown(
            by,
            [.. table.Rows.Where(r => r.Members[0].Code is not null).Select(r => new MemberRow(r.Members[0], r.Values[0], own.With(by.Id, r.Members[0].Code!).ToString()))],
            table.RowCount,
            own.At(links.Index(by)).ToString());
    }
}
