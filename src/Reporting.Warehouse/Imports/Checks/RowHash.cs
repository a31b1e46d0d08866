using System.Globalization;
using System.Text;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>
/// The hash of all imported values of an engagement, in codes rather than keys. Names and kinds of members are not part of it: they belong to the
/// members, so correcting one does not change its engagements.
/// </summary>
internal static class RowHash
{
    private const char Field = '\u001F';
    private const char Record = '\u001E';

    public static string Of(CheckedEngagement engagement)
    {
        var text = new StringBuilder(512);
        Append(
            text, "1", engagement.Code, engagement.Title, engagement.Summary, engagement.Start.ToString(), engagement.End.ToString(), engagement.Type.Code, engagement.Place.Code,
            engagement.Headcount?.ToString(CultureInfo.InvariantCulture), engagement.Amount?.ToString(), engagement.Handling);
        foreach (var link in engagement.Domains.OrderBy(d => d.Domain.Code, StringComparer.Ordinal))
        {
            Append(text, "domain", link.Domain.Code, link.Parts.ToString(CultureInfo.InvariantCulture), link.IsPrimary ? "1" : "0");
        }

        foreach (var line in engagement.Lines)
        {
            Append(text, "line", line.Participant, line.OnBehalfOf, line.Country, line.Role, line.Capacity);
        }

        foreach (var source in engagement.Sources.Select(s => s.Code).Order(StringComparer.Ordinal))
        {
            Append(text, "source", source);
        }

        // Held engagements keep the hash that they had before there was a status.
        if (engagement.Status != 0)
        {
            Append(text, "status", engagement.Status.ToString(CultureInfo.InvariantCulture));
        }

        // Reviewed engagements without a reviewer and a day keep theirs too.
        if (engagement.Review is not { IsDraft: false, By: null, On: null } and var review)
        {
            Append(text, "review", review.IsDraft ? ReviewState.Draft : ReviewState.Reviewed, review.By, review.On);
        }

        foreach (var statement in engagement.Statements.OrderBy(s => s.Source, StringComparer.Ordinal).ThenBy(s => s.Field, StringComparer.Ordinal))
        {
            Append(text, "statement", statement.Source, statement.Field, statement.Value);
        }

        foreach (var relation in engagement.Relations.OrderBy(r => r.To, StringComparer.Ordinal).ThenBy(r => r.Kind, StringComparer.Ordinal))
        {
            Append(text, "relation", relation.Kind, relation.To, relation.Date.ToString(), relation.Source);
        }

        // Engagements without commitments keep the hash of before.
        foreach (var commitment in engagement.Commitments)
        {
            Append(text, commitment);
        }

        // Engagements without texts by language keep the hash of before.
        foreach (var own in engagement.Texts)
        {
            Append(text, "text", own.Language, own.Title, own.Summary);
        }

        return Sha256.Of(text.ToString());
    }

    private static void Append(StringBuilder text, CheckedCommitment commitment)
    {
        Append(
            text, ["commitment", commitment.Code, commitment.Wording, .. commitment.Wordings, commitment.Domain, commitment.Due.ToString(), commitment.Target, commitment.Unit, commitment.Source]);
        foreach (var party in commitment.Parties.Order(StringComparer.Ordinal))
        {
            Append(text, "party", party);
        }

        foreach (var evidence in commitment.Evidence.OrderBy(e => e.To, StringComparer.Ordinal))
        {
            Append(text, "evidence", evidence.To, evidence.Kind);
        }

        foreach (var assessment in commitment.Assessments.OrderBy(a => a.On.Key).ThenBy(a => a.Source, StringComparer.Ordinal))
        {
            Append(text, "assessment", assessment.On.ToString(), assessment.Source, assessment.Score.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Append(StringBuilder text, params ReadOnlySpan<string?> fields)
    {
        foreach (var field in fields)
        {
            text.Append(field).Append(Field);
        }

        text.Append(Record);
    }
}
