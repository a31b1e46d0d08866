using System.Text;

namespace Reporting.Warehouse.Imports.Numbers;

/// <summary>Words and letters beside a number that scale it.</summary>
internal static class Magnitudes
{
    private static readonly Dictionary<string, decimal> Factors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hundred"] = 100,
        ["k"] = 1000, ["thousand"] = 1000, ["thousands"] = 1000, ["thsd"] = 1000, ["tsd"] = 1000,
        ["lakh"] = 100_000, ["lakhs"] = 100_000, ["lac"] = 100_000, ["lacs"] = 100_000,
        ["m"] = 1_000_000, ["mm"] = 1_000_000, ["mn"] = 1_000_000, ["mln"] = 1_000_000, ["mio"] = 1_000_000, ["million"] = 1_000_000, ["millions"] = 1_000_000,
        ["cr"] = 10_000_000, ["crore"] = 10_000_000, ["crores"] = 10_000_000,
        ["bn"] = 1_000_000_000, ["bln"] = 1_000_000_000, ["billion"] = 1_000_000_000, ["billions"] = 1_000_000_000,
        ["mrd"] = 1_000_000_000, ["mld"] = 1_000_000_000, ["milliard"] = 1_000_000_000, ["milliards"] = 1_000_000_000,
        ["md"] = 1_000_000_000, ["mds"] = 1_000_000_000, ["milliarde"] = 1_000_000_000, ["milliarden"] = 1_000_000_000,
        ["millionen"] = 1_000_000, ["millón"] = 1_000_000, ["millones"] = 1_000_000,
        ["हज़ार"] = 1000, ["हजार"] = 1000, ["लाख"] = 100_000, ["करोड़"] = 10_000_000, ["करोड"] = 10_000_000, ["अरब"] = 1_000_000_000,
        ["אלף"] = 1000, ["אלפי"] = 1000, ["אלפים"] = 1000, ["מיליון"] = 1_000_000, ["מיליוני"] = 1_000_000, ["מיליארד"] = 1_000_000_000, ["מיליארדי"] = 1_000_000_000,
        ["tn"] = 1_000_000_000_000, ["trn"] = 1_000_000_000_000, ["trillion"] = 1_000_000_000_000, ["trillions"] = 1_000_000_000_000,
    };

    /// <summary>Null for other and ambiguous words: "mil" is a thousand in Spanish.</summary>
    public static decimal? Of(string word) => Factors.TryGetValue(word.Normalize(NormalizationForm.FormC), out var factor) ? factor : null;
}
