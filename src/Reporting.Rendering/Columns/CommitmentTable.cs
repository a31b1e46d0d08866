using System.Globalization;
using Reporting.Engine.Engagements;
using Reporting.Rendering.Values;

namespace Reporting.Rendering.Columns;

/// <summary>A list of commitments as typed columns: members by code and name, evidence and parties as lists of codes, assessments as their scores.</summary>
public static class CommitmentTable
{
    public static ColumnTable Of(IReadOnlyList<ListedCommitment> commitments, IReadOnlyDictionary<string, string> meta, string language)
    {
        var (words, captions) = (ValueText.In(language).Language.Phrases.Commitments, ValueText.In(language).Captions);
        return ColumnTable.OfRows(
            [
                Text("engagement", words.Agreement), Text("engagement_title", words.Agreement), Text("code", captions.Code), Text("text", words.Commitment), Text("state", words.StateCaption), Text("state_name", words.StateCaption),
                new("since", ColumnType.Day, words.StateCaption), Text("due_label", words.Due), new("due_by", ColumnType.Day, words.Due), new("days_late", ColumnType.Whole, words.DaysLate, "days"),
                Text("domain", captions.Domain), Text("domain_name", captions.Domain), Codes("parties", words.Parties), new("target", ColumnType.Amount, words.Target), Text("unit", words.Target),
                Text("source", captions.RelationSource), Text("source_title", captions.RelationSource), Codes("evidence", captions.Engagement), Codes("assessments", words.Scores[^1]),
            ],
            meta,
            commitments.Select(Row).ToAsyncEnumerable());
    }

    private static object?[] Row(ListedCommitment c) =>
    [
        c.Engagement!.Code, c.Engagement.Title, c.Code, c.Text, c.State, c.StateName, c.Since, c.DueLabel, c.DueBy, (long?)c.DaysLate,
        c.Domain?.Code, c.Domain?.Name, c.Parties.Select(party => party.Code).ToArray(), c.Target, c.Unit, c.Source?.Code, c.Source?.Title, c.Evidence.Select(e => e.Code).Distinct(StringComparer.Ordinal).ToArray(),
        c.Assessments.Select(a => a.Score.ToString(CultureInfo.InvariantCulture)).ToArray(),
    ];

    private static ColumnField Text(string name, string caption) => new(name, ColumnType.Text, caption);

    private static ColumnField Codes(string name, string caption) => new(name, ColumnType.Texts, caption);
}
