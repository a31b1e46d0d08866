using System.Globalization;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Queries;

/// <summary>
/// The names that a place takes, and the one way to read name=value pairs by them. What is not known is refused with the nearest name, and so is
/// what would otherwise be dropped: a second value of what is taken once, an empty one.
/// </summary>
public sealed class NamedParameters(params IReadOnlyCollection<string> known)
{
    /// <summary>In characters.</summary>
    public const int MaxValue = 2_000;

    /// <summary>Those that may be repeated.</summary>
    public Func<string, bool> Repeats { get; init; } = _ => false;

    /// <summary>What to do where no name is near; null names those that there are.</summary>
    public string? Otherwise { get; init; }

    /// <summary>What to do with a longer value.</summary>
    public string Longer { get; init; } = $"At most {MaxValue} characters are read.";

    /// <summary>
    /// Folds the pairs into what is asked. Problems: <c>unknown-parameter</c>, <c>named-twice</c>, <c>value-too-long</c>, <c>malformed-text</c>,
    /// <c>empty-value</c>, and those of <paramref name="with"/>.
    /// </summary>
    /// <param name="with">What was asked so far, a name and its value: what is asked with it.</param>
    public Outcome<T> Read<T>(IEnumerable<KeyValuePair<string, string>> pairs, T start, Func<T, string, string, Outcome<T>> with)
    {
        var asked = start;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs)
        {
            if (RowError(name, value) is { } refusal)
            {
                return refusal;
            }

            if (!seen.Add(name) && !Repeats(name))
            {
                return new Problem(ErrorCodes.NamedTwice, $"'{name}' is given twice.", "Give it once.");
            }

            if (!with(asked, name, value).IsValue(out var next, out var problem))
            {
                return problem;
            }

            asked = next;
        }

        return asked;
    }

    /// <summary>A number of rows, from 1 to <see cref="ReportQuery.LargestLimit"/>. Problem: <c>bad-limit</c>.</summary>
    public static Outcome<int> Limit(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= ReportQuery.LargestLimit
            ? limit
            : new Problem(ErrorCodes.BadLimit, $"'{SafeText.Of(value)}' is not a number of rows.", $"A limit is from 1 to {ReportQuery.LargestLimit}.");

    private Problem? RowError(string name, string value)
    {
        if (!known.Contains(name))
        {
            return new Problem(ErrorCodes.UnknownParameter, $"There is no parameter '{SafeText.Of(name)}' here.", NearestName.Hint(name, known, Otherwise ?? $"Known are: {string.Join(", ", known)}."));
        }

        if (value.Length > MaxValue)
        {
            return new Problem(ErrorCodes.ValueTooLong, $"The value of '{name}' has {value.Length} characters.", Longer);
        }

        if (TextRules.Broken(value) is not null)
        {
            return new Problem(ErrorCodes.MalformedText, $"The value of '{name}' holds characters that are no text.", "Send plain Unicode text without control characters.");
        }

        return value.Length == 0 ? new Problem(ErrorCodes.EmptyValue, $"'{name}' has no value.", "Give a value or leave the parameter out.") : null;
    }
}
