using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses.Generated;

/// <summary>Titles that engines compare, fold and measure differently by default.</summary>
public static class HostileTitles
{
    private static readonly string[] Titles =
        ["École d'été", "école D'ÉTÉ", "ΣΊΣΥΦΟΣ", "नई दिल्ली", "talks 😀 talks", "a", "A", "", "100% _[x]", "O'Brien", "Zürich", "zürich", "'", "a b"];

    /// <summary>
    /// The same data with such a title in one of three engagements. Titles beyond the basic plane are left out on a server: SQL Server counts such a
    /// character as two, like .NET, but some compatible engines count one.
    /// </summary>
    public static TestData In(TestData data, WarehouseProvider engine)
    {
        var titles = Titles.Where(t => engine == WarehouseProvider.Sqlite || !t.Any(char.IsSurrogate)).ToList();
        return data with { Engagements = [.. data.Engagements.Select((e, i) => i % 3 == 0 ? e with { Title = titles[i / 3 % titles.Count] } : e)] };
    }
}
