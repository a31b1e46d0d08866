using System.Globalization;
using Reporting.Delivery.IssuedReports;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Values;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Files;

/// <summary>Makes the document of a list of commitments, complete or not at all. Files of it can be verified like those of reports.</summary>
public sealed class CommitmentLists(CommitmentRunner runner)
{
    public const string Id = "commitments";

    /// <summary>Problems: <c>too-many-rows</c>, and those of the query.</summary>
    public async Task<Outcome<ReportDocument>> MakeAsync(CommitmentListRequest list, Caller caller, CancellationToken cancellationToken) =>
        (await runner.ListAsync(list.Query, caller, null, cancellationToken)).Then<ReportDocument>(page => page.Next is not null
            ? new Problem(
                ErrorCodes.TooManyRows,
                $"The list has {page.Count:N0} commitments. A file of this format holds at most {page.Limit:N0}.",
                "Choose a state, days of due dates or more filters. /api/v1/commitments has longer lists, in pages.")
            : Document(page, list.Query.Query.Language));

    private static ReportDocument Document(CommitmentPage page, string code)
    {
        var (language, text) = (Language.Of(code), ValueText.In(code));
        var words = language.Phrases.Commitments;
        var day = page.Day is { } of ? string.Format(CultureInfo.InvariantCulture, words.OnDay, language.Date(PartialDate.On(of))) : null;
        return new ReportDocument(
            Id,
            words.Commitments,
            day is null ? page.Filters : $"{day} {page.Filters}",
            code,
            [],
            [Table(page, words, text.Captions, day)],
            new Provenance(page.Version.Version, page.Version.AsOf, page.Filters, day ?? string.Empty)
            {
                Handling = page.Handling, Invented = page.Version.IsInvented, Edition = page.Version.Edition, Question = $"{words.Commitments} – {page.Filters}",
            })
        {
            FileName = string.Create(CultureInfo.InvariantCulture, $"{Id}_v{page.Version.Version}"),
        }.Counted();
    }

    private static TableSection Table(CommitmentPage page, CommitmentPhrases words, Captions captions, string? day) => new(
        Id, words.Commitments, day,
        [
            Text("commitment", words.Commitment), Text("state", words.StateCaption), Text("due", words.Due), new TableColumn("days_late", words.DaysLate, ValueFormat.Count),
            Text("domain", captions.Domain), Text("parties", words.Parties), Text("target", words.Target), Text("agreement", words.Agreement), Text("agreed", captions.StartStated),
            Text("agreement_code", captions.Code), Text("source", captions.FirstSource), Text("address", captions.Address),
        ],
        [.. page.Commitments.Select(Row)],
        Total: null,
        Truncated: false);

    private static TableColumn Text(string id, string caption) => new(id, caption, ValueFormat.Text);

    private static IReadOnlyList<object?> Row(ListedCommitment c) =>
    [
        c.Text, c.StateName, c.DueLabel, (long?)c.DaysLate, c.Domain?.Name, c.Parties.Count == 0 ? null : string.Join("; ", c.Parties.Select(p => p.Name)),
        c.Target is { } target ? $"{target.ToString(CultureInfo.InvariantCulture)} {c.Unit}".TrimEnd() : null,
        c.Engagement!.Title, c.Engagement.StartLabel, c.Engagement.Code, c.Source?.Title, c.Source?.Url,
    ];
}
