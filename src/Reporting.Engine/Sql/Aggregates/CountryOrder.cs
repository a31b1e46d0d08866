namespace Reporting.Engine.Sql.Aggregates;

/// <summary>Numbers the pairs of the countries of a list. A pair has the lesser code first, as in <see cref="PairSql.Key"/>.</summary>
internal sealed class CountryOrder
{
    private readonly string[] _sorted;
    private readonly int[] _places;

    public CountryOrder(IReadOnlyList<string> codes)
    {
        Codes = codes;
        _sorted = [.. codes.Order(StringComparer.Ordinal)];
        _places = [.. codes.Select(code => Array.BinarySearch(_sorted, code, StringComparer.Ordinal))];
    }

    public IReadOnlyList<string> Codes { get; }

    public int Count => Codes.Count;

    public int PairOf(int one, int other)
    {
        var (a, b) = (_places[one], _places[other]);
        return a < b ? (a * Count) + b : (b * Count) + a;
    }

    public string CodeOfPair(int pair) => $"{_sorted[pair / Count]}-{_sorted[pair % Count]}";
}
