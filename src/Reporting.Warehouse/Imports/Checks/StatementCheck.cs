using System.Globalization;
using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>
/// Checks what sources state about fields of an engagement, and chooses a value where the engagement itself has none: of an official source first, then
/// the most exact date, then the latest published (decision 0071).
/// </summary>
internal static class StatementCheck
{
    private const int MaxText = 400;

    public static IReadOnlyList<CheckedStatement> Check(EngagementRecord record, IReadOnlyCollection<SourceDescription> sources, StarMembers members, RecordErrors findings)
    {
        var statements = new List<CheckedStatement>();
        foreach (var stated in record.Statements)
        {
            if (Read(stated, sources, members, findings) is not { } statement)
            {
                continue;
            }

            var other = statements.Find(s => s.Source == statement.Source && s.Field == statement.Field);
            if (other is null)
            {
                statements.Add(statement);
            }
            else if (other.Value != statement.Value)
            {
                findings.Refuse(stated.Row, "StatedValue", stated.Value, $"An earlier row of this engagement has '{TextRules.Short(other.Value)}' for this field of the source.", "State each field of a source once.");
            }
        }

        return statements;
    }

    /// <summary>The record with chosen values in the fields that it leaves blank.</summary>
    public static EngagementRecord Complete(EngagementRecord record, IReadOnlyList<CheckedStatement> statements, IReadOnlyCollection<SourceDescription> sources, StarMembers members, RecordErrors findings)
    {
        if (statements.Count == 0)
        {
            return record;
        }

        var ranked = statements.Select(s => (Statement: s, Known: Described(s.Source, sources, members, findings)))
            .OrderByDescending(s => s.Known.Kind == SourceKinds.Official)
            .ThenByDescending(s => s.Statement.Field is StatedFields.Start or StatedFields.End && PartialDate.TryParse(s.Statement.Value, out var date) ? Exactness(date) : 0)
            .ThenByDescending(s => s.Known.PublishedOn ?? "", StringComparer.Ordinal)
            .ThenBy(s => s.Statement.Source, StringComparer.Ordinal)
            .Select(s => s.Statement)
            .ToList();
        return record with
        {
            Start = Chosen(StatedFields.Start, record.Start),
            End = Chosen(StatedFields.End, record.End),
            City = Chosen(StatedFields.City, record.City),
            PlaceCountry = Chosen(StatedFields.Country, record.PlaceCountry),
            Headcount = Chosen(StatedFields.Headcount, record.Headcount),
            AmountUsd = Chosen(StatedFields.AmountUsd, record.AmountUsd),
        };

        string Chosen(string field, string own) => own.Length > 0 ? own : ranked.Find(s => s.Field == field)?.Value ?? "";
    }

    private static int Exactness(PartialDate date) => date switch { { IsExact: true } => 3, { Month: not 0 } => 2, _ => 1 };

    private static (string? Kind, string? PublishedOn) Described(string code, IReadOnlyCollection<SourceDescription> sources, StarMembers members, RecordErrors findings)
    {
        var (kind, published) = members.Sources.Describe(code);
        (kind, published) = (findings.PreviouslyDeclared(DeclaredValues.KindInFile, code) ?? kind, findings.PreviouslyDeclared(DeclaredValues.DayInFile, code) ?? published);
        return sources.FirstOrDefault(s => s.Code == code) is { } stated
            ? (stated.Kind.Length > 0 ? stated.Kind : kind, stated.PublishedOn.Length > 0 ? stated.PublishedOn : published)
            : (kind, published);
    }

    private static CheckedStatement? Read(StatementRecord stated, IReadOnlyCollection<SourceDescription> sources, StarMembers members, RecordErrors findings)
    {
        var (row, field) = (stated.Row, findings.OneOf(stated.Row, "StatedField", stated.Field, StatedFields.All));
        if (stated.Source is "" or UnknownMembers.Code)
        {
            findings.Refuse(row, "StatedField", stated.Field, "The row has no Source that states this.", "Write the code of the source into Source of the same row.");
            return null;
        }

        if (field.Length == 0 || stated.Value.Length == 0)
        {
            findings.Refuse(row, field.Length == 0 ? "StatedField" : "StatedValue", "", "It is blank.", "Write both StatedField and StatedValue, or leave both blank.");
            return null;
        }

        var value = Value(row, field, stated.Value, members, findings);
        return value is null || !StatedFields.All.Contains(field) || sources.All(s => s.Code != stated.Source) ? null : new CheckedStatement(stated.Source, field, value);
    }

    private static string? Value(int row, string field, string value, StarMembers members, RecordErrors findings)
    {
        switch (field)
        {
            case StatedFields.Start or StatedFields.End:
                if (PartialDate.TryParse(value, out var date) && date.Year is >= DateRows.FirstYear and <= DateRows.LastYear)
                {
                    return date.ToString();
                }

                findings.Refuse(row, "StatedValue", value, "It is not a date.", "Write 2022-06-02, 2024-07 for a month, or 2025 for a year.");
                return null;
            case StatedFields.Country:
                return EngagementCheck.Country(members.Countries, findings, row, "StatedValue", value) is { Length: > 0 } code ? code : null;
            case StatedFields.Headcount:
                return EngagementCheck.Headcount(findings, row, value, "StatedValue")?.ToString(CultureInfo.InvariantCulture);
            case StatedFields.AmountUsd:
                return EngagementCheck.Amount(findings, row, value, "StatedValue") is { } amount ? ExactAmount.Dollars(amount.Cents, amount.Rest)!.Value.ToString("0.########", CultureInfo.InvariantCulture) : null;
            default:
                return findings.Text(row, "StatedValue", value, MaxText);
        }
    }
}
