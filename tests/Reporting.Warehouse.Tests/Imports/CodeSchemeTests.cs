using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Countries;

namespace Reporting.Warehouse.Tests.Imports;

/// <summary>Codes that the general tables of country codes lack. Each was compared with a second published table.</summary>
public sealed class CodeSchemeTests
{
    /// <summary>Number, letters, year of independence and country. Second table: gwstates of the R package states, 2025.</summary>
    [Fact]
    public void Microstates_of_Gleditsch_and_Ward_are_those_of_a_second_table()
    {
        const string states = """
            54 DMA 1978 DM, 55 GRN 1974 GD, 56 SLU 1979 LC, 57 SVG 1979 VC, 58 AAB 1981 AG, 60 SKN 1983 KN, 221 MNC 1816 MC, 223 LIE 1816 LI, 232 AND 1816 AD,
            331 SNM 1816 SM, 403 STP 1975 ST, 591 SEY 1976 SC, 935 VAN 1980 VU, 970 KBI 1979 KI, 971 NAU 1968 NR, 972 TON 1970 TO, 973 TUV 1978 TV, 983 MSI 1986 MH,
            986 PAL 1994 PW, 987 FSM 1986 FM, 990 WSM 1962 WS
            """;

        foreach (var state in states.Split(',', StringSplitOptions.TrimEntries))
        {
            var (number, letters, year, country) = (state.Split(' ')[0], state.Split(' ')[1], state.Split(' ')[2], state.Split(' ')[3]);
            Assert.Equal((country, country), (Find("gw", number, year), Find("gw", letters, year)));
        }
    }

    /// <summary>Second tables: FIPS PUB 10 as programs had it in 1996, the codes of US vital records, and GeoNames.</summary>
    [Theory]
    [InlineData("2012", "GZ PS, OD SS, UC CW, NN SX, RN MF, BQ UM, MQ UM, WQ UM, JQ UM, HQ UM, FQ UM, DQ UM, KQ UM, LQ UM, CG CD")]
    [InlineData("1985", "GC DDDE, GE DEDE, UR SUHH, YO YUCS, YS YDYE, YE YEYE, CZ CSHH, CG CD")]
    [InlineData("2005", "YI CSXX")]
    public void Codes_of_FIPS_are_those_of_a_second_table(string year, string codes)
    {
        foreach (var code in codes.Split(',', StringSplitOptions.TrimEntries))
        {
            Assert.Equal(code.Split(' ')[1], Find("fips", code.Split(' ')[0], year));
        }
    }

    [Fact]
    public void The_ISO_code_of_Zaire_is_not_a_code_of_FIPS() => Assert.Null(Find("fips", "ZR", "1990"));

    private static string? Find(string scheme, string code, string year) =>
        PartialDate.TryParse(year, out var date) ? CodeScheme.Of(scheme)!.Find(code, date, out _) : null;
}
