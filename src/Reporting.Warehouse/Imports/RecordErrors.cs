using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports;

/// <summary>What the checks find wrong with one engagement, and the rules that hold for any text.</summary>
internal sealed class RecordErrors(EngagementRecord record, DeclaredValues stated)
{
    public const int CodeLength = 200;

    private const string WithheldReason = "This code belongs to something that your roles do not show.";

    public List<RowError> Errors { get; } = [.. record.Errors];

    public List<ImportWarning> Warnings { get; } = [.. record.Warnings];

    public void Refuse(int row, string column, string value, string reason, string hint) =>
        Errors.Add(new RowError(row, TextRules.Short(record.Code), record.ColumnNames?.GetValueOrDefault(column) ?? column, TextRules.Short(value), reason, hint));

    public void Warn(int row, string message) => Warnings.Add(new ImportWarning(row, message));

    /// <summary>A text that the warehouse can hold, as it is; null when the file says nothing.</summary>
    public string? Text(int row, string column, string value, int length, bool lines = false)
    {
        if (value.Length == 0)
        {
            return null;
        }

        value = lines ? TextRules.Lines(value) : value;
        if (value.Length > length)
        {
            Refuse(row, column, value, $"It has {value.Length:N0} characters; {length:N0} fit.", "Shorten it; what is left over can go into Summary.");
        }

        if (TextRules.Broken(value, lines) is { } broken)
        {
            Refuse(row, column, $"({broken})", $"It contains the control character {broken}.", "Remove it; it is not visible in most editors.");
        }

        return value;
    }

    /// <summary>A code; empty when the file says nothing.</summary>
    public string Slug(int row, string column, string value, int length = CodeLength)
    {
        if (value.Length > length)
        {
            Refuse(row, column, value, $"It has {value.Length:N0} characters; a code here has at most {length}.", "Use a shorter code; the name can be longer.");
        }
        else if (value.Length > 0 && !Slugs.IsSlug(value))
        {
            var slug = TextRules.Broken(value) is null ? Slugs.Of(value) : "";
            Refuse(row, column, TextRules.Broken(value) is { } broken ? $"({broken})" : value, "It is not a code: codes are lower-case letters and digits joined by hyphens.",
                slug.Length > 0 ? $"Write '{slug}'; the name as people read it goes into the name column." : "Write a code such as 'cyber-security'.");
        }

        return value;
    }

    /// <summary>One of a fixed list of names; empty when the file says nothing.</summary>
    public string OneOf(int row, string column, string value, IReadOnlyList<string> names)
    {
        if (value.Length > 0 && !names.Contains(value, StringComparer.Ordinal))
        {
            Refuse(row, column, value, $"It is none of {string.Join(", ", names)}.", NearestName.Hint(value, names, $"Write one of {string.Join(", ", names)}."));
        }

        return value;
    }

    /// <summary>Refuses a value of a member that differs from what the same file said of it before.</summary>
    public string Declare(int row, string column, string attribute, string code, string? value)
    {
        if (value is { Length: > 0 } && !stated.Agrees(attribute, code, value, row, out var earlier, out var earlierRow))
        {
            if (record.ColumnNames is not null)
            {
                Warn(row, $"'{TextRules.Short(value)}' was not taken for '{TextRules.Short(code)}' ({attribute}): row {earlierRow} says '{TextRules.Short(earlier)}'.");
                return "";
            }

            Refuse(row, column, value, $"Row {earlierRow} says '{TextRules.Short(earlier)}' for '{TextRules.Short(code)}'.", "Say it once, where the member is first mentioned, or the same everywhere.");
        }

        return value ?? "";
    }

    /// <summary>Refuses a code of a member that the importer does not see and hidden engagements have; true where it did.</summary>
    public bool Withhold(int row, string column, string code, HiddenCodes hidden)
    {
        if (!hidden.Withheld.Contains(code))
        {
            return false;
        }

        if (!Errors.Exists(r => r.Value == TextRules.Short(code) && r.Reason == WithheldReason))
        {
            Refuse(row, column, code, WithheldReason, "Use another code, or ask somebody who sees all engagements to import these rows.");
        }

        return true;
    }

    /// <summary>What the file has said of a member so far; null where it said nothing.</summary>
    public string? PreviouslyDeclared(string attribute, string code) => stated.Of(attribute, code);

    /// <summary>Refuses attributes in a row whose code is blank.</summary>
    public void NeedsCode(int row, string codeColumn, string hint, params ReadOnlySpan<(string Column, string Value)> attributes)
    {
        foreach (var (column, value) in attributes)
        {
            if (value.Length > 0)
            {
                Refuse(row, column, value, $"The row has no {codeColumn} that this could belong to.", hint);
                return;
            }
        }
    }
}
