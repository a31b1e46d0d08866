using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>Warns about a former state in a year in which it did not exist. The row is imported.</summary>
internal static class CountryYears
{
    public static void Look(int row, string place, IReadOnlyList<CheckedLine> lines, CountryCodes countries, PartialDate start, PartialDate end, RecordErrors findings)
    {
        if (start.IsUnknown)
        {
            return;
        }

        var last = end.IsUnknown ? start : end;
        HashSet<string>? warned = null;
        Look(place);
        foreach (var line in lines)
        {
            Look(line.Country);
        }

        void Look(string code)
        {
            if (countries.YearsOf(code) is { } years && (start.Year > years.Last || last.Year < years.First) && (warned ??= new(StringComparer.Ordinal)).Add(code))
            {
                findings.Warn(row, $"{start} is outside the years of {countries.NameOf(code)} ({years.First} to {years.Last}). Check the country.");
            }
        }
    }
}
