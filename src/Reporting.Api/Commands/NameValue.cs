using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary>Reads <c>name=value</c> arguments.</summary>
internal static class NameValue
{
    public static Outcome<IReadOnlyList<KeyValuePair<string, string>>> Read(IEnumerable<string> arguments)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var argument in arguments)
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                return new Problem(ErrorCodes.MalformedPair, $"'{SafeText.Of(argument)}' is not name=value.", "For example: year=2020..2025.");
            }

            pairs.Add(new(argument[..equals], argument[(equals + 1)..]));
        }

        return pairs;
    }
}
