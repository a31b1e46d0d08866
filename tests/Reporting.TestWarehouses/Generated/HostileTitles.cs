using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Connections;

namespace Reporting.TestWarehouses.Generated;

/// <summary>Titles that engines compare, fold and measure differently unless they are told how.</summary>
public static class HostileTitles
{
    private static readonly string[] Titles =
        ["École d'été", "école D'ÉTÉ", "ΣΊΣΥΦΟΣ", "नई दिल्ली", "talks 😀 talks", "a", "A", "", "100% _[x]", "O'Brien", "Zürich", "zürich", "'", "a b"];

    /// <summary>
    /// The same data, one title in three a strange one. SQL Server counts a character beyond the basic plane as two, as .NET does; an engine of its family counts one:
    /// on a server these are left out.
    /// </summary>
    public static TestData In(TestData data, WarehouseProvider engine)
    {
        var titles = Titles.Where(t => engine == WarehouseProvider.Sqlite || !t.Any(char.IsSurrogate)).ToList();
        return data with { Engagements = [.. data.Engagements.Select((e, i) => i % 3 == 0 ? e with { Title = titles[i / 3 % titles.Count] } : e)] };
    }
}
