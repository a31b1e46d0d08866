using System.Globalization;
using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Reports;

/// <summary>
/// Builds a table of commitments: one row for each, or their numbers by state for each domain or pair of countries. A commitment counts once in each row
/// that it belongs to, and once in the total.
/// </summary>
internal sealed class CommitmentsSectionBuilder(SectionQueries queries, SemanticModel model)
{
    private CommitmentPhrases Words => queries.Language.Phrases.Commitments;

    public async Task<Outcome<ReportSection>> BuildAsync(CommitmentsDefinition definition) => (await queries.CommitmentsAsync(definition)).Then<ReportSection>(page =>
        page.Commitments.Count == 0 ? new TextSection(definition.Id, queries.Text(definition.Title), null, [Words.None])
            : definition.Rows is { } rows ? Counted(definition, rows, page) : Listed(definition, page));

    private TableSection Listed(CommitmentsDefinition definition, CommitmentPage page) => new(
        definition.Id, queries.Text(definition.Title), Note(definition, page),
        [
            new TableColumn("commitment", Words.Commitment, ValueFormat.Text),
            new TableColumn("state", Words.StateCaption, ValueFormat.Text),
            new TableColumn("due", Words.Due, ValueFormat.Text),
            new TableColumn("days_late", Words.DaysLate, ValueFormat.Count),
            .. Shown("domain.domain") is { } domain ? [new TableColumn("domain", domain, ValueFormat.Text)] : Array.Empty<TableColumn>(),
            new TableColumn("agreement", Words.Agreement, ValueFormat.Text),
        ],
        [.. page.Commitments.Select(Row)],
        Total: null,
        Truncated: page.Next is not null);

    private IReadOnlyList<object?> Row(ListedCommitment c) =>
    [
        c.Text, c.StateName, c.DueLabel, (long?)c.DaysLate, .. Shown("domain.domain") is null ? [] : new object?[] { c.Domain?.Name }, Agreement(c.Engagement!),
    ];

    private string Agreement(CommittedEngagement of) => DirectionMark.Before($"{DirectionMark.After(of.Title, queries.Language)}, {of.StartLabel}", queries.Language);

    private TableSection Counted(CommitmentsDefinition definition, ModelDimension rows, CommitmentPage page)
    {
        var members = page.Commitments.SelectMany(c => Members(c, rows)).Distinct().ToList();
        var stated = members.Where(m => m.Code is not null).OrderByDescending(m => Of(page, m, rows).Count).ThenBy(m => m.Code, StringComparer.Ordinal).ToList();
        var unstated = members.Where(m => m.Code is null).ToList();
        return new TableSection(
            definition.Id, queries.Text(definition.Title), Note(definition, page),
            [
                new TableColumn(rows.Id, queries.Text(rows.Caption), ValueFormat.Text),
                new TableColumn("commitments", Words.Commitments, ValueFormat.Count),
                .. CommitmentStates.All.Select(state => new TableColumn(state, Words.State(state), ValueFormat.Count)),
                new TableColumn("delivered_share", Words.DeliveredShare, ValueFormat.Percent),
            ],
            [.. stated.Concat(unstated).Select(m => (IReadOnlyList<object?>)[m.Name, .. Figures(Of(page, m, rows))])],
            [null, .. Figures(page.Commitments)],
            Truncated: false)
        {
            Codes = [.. stated.Concat(unstated).Select(m => m.Code ?? (rows.Attribute.IsCountryPair ? null : UnknownMembers.Code))],
            NotStated = unstated.Count,
        };
    }

    private List<ListedCommitment> Of(CommitmentPage page, Group member, ModelDimension rows) => page.Commitments.Where(c => Members(c, rows).Any(m => m.Code == member.Code)).ToList();

    private IEnumerable<Group> Members(ListedCommitment commitment, ModelDimension rows) => rows.Attribute.IsCountryPair
        ? commitment.Pairs.Select(pair => new Group(pair.Code, pair.Name)).DefaultIfEmpty(Missing(rows))
        : [commitment.Domain is { } domain ? new Group(domain.Code, domain.Name) : Missing(rows)];

    private Group Missing(ModelDimension rows) => new(null, rows.Attribute.IsCountryPair ? queries.Language.Phrases.NoPartner : rows.NameOf(UnknownMembers.Code, queries.Language.Code));

    private static IEnumerable<object?> Figures(IReadOnlyCollection<ListedCommitment> commitments) =>
    [
        (long)commitments.Count, .. CommitmentStates.All.Select(state => (object?)(long)commitments.Count(c => c.State == state)),
        Proportion.Of(commitments.Count(c => c.State == CommitmentStates.Delivered), commitments.Count),
    ];

    private string Note(CommitmentsDefinition definition, CommitmentPage page) => string.Join(' ', new[]
    {
        queries.Text(definition.Note, null),
        page.Day is { } day ? string.Format(CultureInfo.InvariantCulture, Words.OnDay, queries.Language.Date(PartialDate.On(day))) : null,
        definition.Rows is null ? string.Format(CultureInfo.InvariantCulture, Words.FollowUps, Count(page.FollowUps.Agreements), Count(page.FollowUps.WithoutAny), page.FollowUps.MedianDays is { } median ? Count(median) : "–") : null,
    }.OfType<string>());

    private string Count(int number) => queries.Language.Count(number);

    private string? Shown(string attribute) => model.FindDimension(attribute) is { } dimension && queries.Shows(dimension) ? queries.Text(dimension.Caption) : null;

    private sealed record Group(string? Code, string Name);
}
