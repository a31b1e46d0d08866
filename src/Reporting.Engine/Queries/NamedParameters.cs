using System.Globalization;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Engine.Queries;

/// <summary>
/// Reads name=value pairs by the names that an endpoint accepts. It refuses unknown names with the nearest known one, repeated names that take
/// one value, and empty values.
/// </summary>
public sealed class NamedParameters(params IReadOnlyCollection<string> known)
{
    /// <summary>In characters.</summary>
    public const int MaxValue = 2_000;

    /// <summary>Tells the names that may be repeated.</summary>
    public Func<string, bool> Repeats { get; init; } = _ => false;

    /// <summary>The hint if no known name is near; null lists the known names.</summary>
    public string? Otherwise { get; init; }

    /// <summary>The hint for a value that is too long.</summary>
    public string Longer { get; init; } = $"At most {MaxValue} characters are read.";

    /// <summary>
    /// Adds the pairs to a query one by one. Problems: <c>unknown-parameter</c>, <c>named-twice</c>, <c>value-too-long</c>, <c>malformed-text</c>,
    /// <c>empty-value</c>, and those of <paramref name="with"/>.
    /// </summary>
    /// <param name="with">Adds a name and its value to the query so far.</param>
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

    /// <summary>Reads a number of rows from 1 to <see cref="ReportQuery.LargestLimit"/>. Problem: <c>bad-limit</c>.</summary>
    public static Outcome<int> Limit(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= ReportQuery.LargestLimit
            ? limit
            : new Problem(ErrorCodes.BadLimit, $"'{SafeText.Of(value)}' is not a number of rows.", $"A limit is from 1 to {ReportQuery.LargestLimit}.");

    private Problem? RowError(string name, string value)
    {
        if (!known.Contains(name))
        {
            return new Problem(ErrorCodes.UnknownParameter, $"There is no parameter '{SafeText.Of(name)}'.", NearestName.Hint(name, known, Otherwise ?? $"Known values: {string.Join(", ", known)}."));
        }

        if (value.Length > MaxValue)
        {
            return new Problem(ErrorCodes.ValueTooLong, $"The value of '{name}' has {value.Length} characters.", Longer);
        }

        if (TextRules.Broken(value) is not null)
        {
            return new Problem(ErrorCodes.MalformedText, $"The value of '{name}' contains characters that are not text.", "Send plain Unicode text without control characters.");
        }

        return value.Length == 0 ? new Problem(ErrorCodes.EmptyValue, $"'{name}' has no value.", "Give a value or leave the parameter out.") : null;
    }
}
