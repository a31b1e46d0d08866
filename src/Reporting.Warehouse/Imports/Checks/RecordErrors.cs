using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>The errors of one engagement, and the rules for all texts.</summary>
internal sealed class RecordErrors(EngagementRecord record, DeclaredValues stated)
{
    public const int CodeLength = 200;

    private const string WithheldReason = "Your roles do not allow you to use this code.";

    public List<RowError> Errors { get; } = [.. record.Errors];

    public List<ImportWarning> Warnings { get; } = [.. record.Warnings];

    public void Refuse(int row, string column, string value, string reason, string hint) =>
        Errors.Add(new RowError(row, TextRules.Short(record.Code), record.ColumnNames?.GetValueOrDefault(column) ?? column, TextRules.Short(value), reason, hint));

    public void Warn(int row, string message) => Warnings.Add(new ImportWarning(row, message));

    /// <summary>The unchanged text if the warehouse can hold it; null when the file states none.</summary>
    public string? Text(int row, string column, string value, int length, bool lines = false)
    {
        if (value.Length == 0)
        {
            return null;
        }

        value = lines ? TextRules.Lines(value) : value;
        if (value.Length > length)
        {
            Refuse(row, column, value, $"It has {value.Length:N0} characters; the limit is {length:N0}.", "Shorten it; the rest can go into Summary.");
        }

        if (TextRules.Broken(value, lines) is { } broken)
        {
            Refuse(row, column, $"({broken})", $"It contains the control character {broken}.", "Remove it; it is not visible in most editors.");
        }

        return value;
    }

    /// <summary>A code; empty when the file states none.</summary>
    public string Slug(int row, string column, string value, int length = CodeLength)
    {
        if (value.Length > length)
        {
            Refuse(row, column, value, $"It has {value.Length:N0} characters; the limit for this code is {length}.", "Use a shorter code; the name can be longer.");
        }
        else if (value.Length > 0 && !Slugs.IsSlug(value))
        {
            var slug = TextRules.Broken(value) is null ? Slugs.Of(value) : "";
            Refuse(row, column, TextRules.Broken(value) is { } broken ? $"({broken})" : value, "It is not a code: codes are lower-case letters and digits joined by hyphens.",
                slug.Length > 0 ? $"Write '{slug}', and put the readable name into the name column." : "Write a code such as 'cyber-security'.");
        }

        return value;
    }

    /// <summary>One of a fixed list of names; empty when the file states none.</summary>
    public string OneOf(int row, string column, string value, IReadOnlyList<string> names)
    {
        if (value.Length > 0 && !names.Contains(value, StringComparer.Ordinal))
        {
            Refuse(row, column, value, $"It is not one of {string.Join(", ", names)}.", NearestName.Hint(value, names, $"Write one of {string.Join(", ", names)}."));
        }

        return value;
    }

    /// <summary>Refuses a value of a member that contradicts an earlier row of the file.</summary>
    public string Declare(int row, string column, string attribute, string code, string? value)
    {
        if (value is { Length: > 0 } && !stated.Agrees(attribute, code, value, row, out var earlier, out var earlierRow))
        {
            if (record.ColumnNames is not null)
            {
                Warn(row, $"'{TextRules.Short(value)}' was not imported for '{TextRules.Short(code)}' ({attribute}): row {earlierRow} has '{TextRules.Short(earlier)}'.");
                return "";
            }

            Refuse(row, column, value, $"Row {earlierRow} has '{TextRules.Short(earlier)}' for '{TextRules.Short(code)}'.", "State it once, in the row that mentions the member first, or use the same value everywhere.");
        }

        return value ?? "";
    }

    /// <summary>Refuses the code of a hidden member that hidden engagements use. True when it did.</summary>
    public bool Withhold(int row, string column, string code, HiddenCodes hidden)
    {
        if (!hidden.Withheld.Contains(code))
        {
            return false;
        }

        if (!Errors.Exists(r => r.Value == TextRules.Short(code) && r.Reason == WithheldReason))
        {
            Refuse(row, column, code, WithheldReason, "Use another code, or ask a person with access to all engagements to import these rows.");
        }

        return true;
    }

    /// <summary>The value that the file declared for a member; null without one.</summary>
    public string? PreviouslyDeclared(string attribute, string code) => stated.Of(attribute, code);

    /// <summary>Refuses attributes in a row whose code is blank.</summary>
    public void NeedsCode(int row, string codeColumn, string hint, params ReadOnlySpan<(string Column, string Value)> attributes)
    {
        foreach (var (column, value) in attributes)
        {
            if (value.Length > 0)
            {
                Refuse(row, column, value, $"The row has no {codeColumn} for this value.", hint);
                return;
            }
        }
    }
}
