using System.Globalization;

namespace Reporting.Engine.Feed;

/// <summary>Names of properties and sets by the ids of the model: <c>amount_usd.rolling(3)</c> is <c>AmountUsdRolling3</c>.</summary>
internal static class FeedNames
{
    private static readonly char[] BetweenWords = ['_', '.', '(', ')'];

    public static string Of(string id) =>
        string.Concat(id.Split(BetweenWords, StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToUpper(w[0], CultureInfo.InvariantCulture) + w[1..]));
}
