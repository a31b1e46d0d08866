using Reporting.Warehouse.Problems;

namespace Reporting.Api.Commands;

/// <summary>Reads <c>name=value</c> words of the command line.</summary>
internal static class NameValue
{
    public static Outcome<IReadOnlyList<KeyValuePair<string, string>>> Read(IEnumerable<string> words)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var word in words)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                return new Problem(ErrorCodes.MalformedPair, $"'{SafeText.Of(word)}' is not name=value.", "Write for example year=2020..2025.");
            }

            pairs.Add(new(word[..equals], word[(equals + 1)..]));
        }

        return pairs;
    }
}
