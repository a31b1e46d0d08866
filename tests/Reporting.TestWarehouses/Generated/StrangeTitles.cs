using Reporting.TestWarehouses.Data;

namespace Reporting.TestWarehouses.Generated;

/// <summary>Titles that engines compare, fold and measure differently unless they are told how.</summary>
public static class StrangeTitles
{
    private static readonly string[] Titles =
        ["École d'été", "école D'ÉTÉ", "ΣΊΣΥΦΟΣ", "नई दिल्ली", "talks 😀 talks", "a", "A", "", "100% _[x]", "O'Brien", "Zürich", "zürich", "'", "a b"];

    /// <summary>The same data, one title in three a strange one.</summary>
    public static TestData In(TestData data) =>
        data with { Engagements = [.. data.Engagements.Select((e, i) => i % 3 == 0 ? e with { Title = Titles[i / 3 % Titles.Length] } : e)] };
}
