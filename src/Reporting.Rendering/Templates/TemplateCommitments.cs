using System.Globalization;
using Reporting.Engine.Engagements;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Rendering.Templates;

/// <summary>A commitment as rows of the native layout: its own values on the first, and one piece of evidence and one assessment on each.</summary>
internal static class TemplateCommitments
{
    public static IEnumerable<Dictionary<string, string>> Of(StatedCommitment commitment)
    {
        for (var i = 0; i < Math.Max(1, Math.Max(commitment.Evidence.Count, commitment.Assessments.Count)); i++)
        {
            var row = new Dictionary<string, string>(StringComparer.Ordinal) { ["Commitment"] = commitment.Code };
            if (i == 0)
            {
                Values(row, commitment);
            }

            if (i < commitment.Evidence.Count)
            {
                (row["Evidence"], row["EvidenceKind"]) = commitment.Evidence[i];
            }

            if (i < commitment.Assessments.Count)
            {
                var (on, source, score) = commitment.Assessments[i];
                (row["AssessedOn"], row["AssessmentSource"], row["Assessment"]) = (on.ToString(), source, score.ToString(CultureInfo.InvariantCulture));
            }

            yield return row;
        }
    }

    private static void Values(Dictionary<string, string> row, StatedCommitment commitment)
    {
        row["CommitmentText"] = commitment.Text;
        foreach (var (language, text) in CommitmentRules.Languages.Zip(commitment.Texts))
        {
            row["CommitmentText." + language] = text ?? "";
        }

        row["CommitmentParties"] = string.Join($"{CommitmentRules.PartySeparator} ", commitment.Parties);
        row["CommitmentDomain"] = commitment.Domain ?? "";
        row["CommitmentDue"] = commitment.Due.ToString();
        row["CommitmentTarget"] = commitment.Target ?? "";
        row["CommitmentUnit"] = commitment.Unit ?? "";
        row["CommitmentSource"] = commitment.Source ?? "";
    }
}
