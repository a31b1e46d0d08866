using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>
/// Countries as files write them: ISO 3166 codes of two or three letters, names in any order ("Korea, Republic of"), with or without "Republic of", and the other
/// names in common use. A name that could be two countries is none.
/// </summary>
internal sealed class CountryNames
{
    private const string Alpha3 = """
        ABW=AW AFG=AF AGO=AO AIA=AI ALA=AX ALB=AL AND=AD ARE=AE ARG=AR ARM=AM ASM=AS ATA=AQ ATF=TF ATG=AG AUS=AU AUT=AT AZE=AZ BDI=BI BEL=BE BEN=BJ BES=BQ BFA=BF BGD=BD
        BGR=BG BHR=BH BHS=BS BIH=BA BLM=BL BLR=BY BLZ=BZ BMU=BM BOL=BO BRA=BR BRB=BB BRN=BN BTN=BT BVT=BV BWA=BW CAF=CF CAN=CA CCK=CC CHE=CH CHL=CL CHN=CN CIV=CI CMR=CM
        COD=CD COG=CG COK=CK COL=CO COM=KM CPV=CV CRI=CR CUB=CU CUW=CW CXR=CX CYM=KY CYP=CY CZE=CZ DEU=DE DJI=DJ DMA=DM DNK=DK DOM=DO DZA=DZ ECU=EC EGY=EG ERI=ER ESH=EH
        ESP=ES EST=EE ETH=ET FIN=FI FJI=FJ FLK=FK FRA=FR FRO=FO FSM=FM GAB=GA GBR=GB GEO=GE GGY=GG GHA=GH GIB=GI GIN=GN GLP=GP GMB=GM GNB=GW GNQ=GQ GRC=GR GRD=GD GRL=GL
        GTM=GT GUF=GF GUM=GU GUY=GY HKG=HK HMD=HM HND=HN HRV=HR HTI=HT HUN=HU IDN=ID IMN=IM IND=IN IOT=IO IRL=IE IRN=IR IRQ=IQ ISL=IS ISR=IL ITA=IT JAM=JM JEY=JE JOR=JO
        JPN=JP KAZ=KZ KEN=KE KGZ=KG KHM=KH KIR=KI KNA=KN KOR=KR KWT=KW LAO=LA LBN=LB LBR=LR LBY=LY LCA=LC LIE=LI LKA=LK LSO=LS LTU=LT LUX=LU LVA=LV MAC=MO MAF=MF MAR=MA
        MCO=MC MDA=MD MDG=MG MDV=MV MEX=MX MHL=MH MKD=MK MLI=ML MLT=MT MMR=MM MNE=ME MNG=MN MNP=MP MOZ=MZ MRT=MR MSR=MS MTQ=MQ MUS=MU MWI=MW MYS=MY MYT=YT NAM=NA NCL=NC
        NER=NE NFK=NF NGA=NG NIC=NI NIU=NU NLD=NL NOR=NO NPL=NP NRU=NR NZL=NZ OMN=OM PAK=PK PAN=PA PCN=PN PER=PE PHL=PH PLW=PW PNG=PG POL=PL PRI=PR PRK=KP PRT=PT PRY=PY
        PSE=PS PYF=PF QAT=QA REU=RE ROU=RO RUS=RU RWA=RW SAU=SA SDN=SD SEN=SN SGP=SG SGS=GS SHN=SH SJM=SJ SLB=SB SLE=SL SLV=SV SMR=SM SOM=SO SPM=PM SRB=RS SSD=SS STP=ST
        SUR=SR SVK=SK SVN=SI SWE=SE SWZ=SZ SXM=SX SYC=SC SYR=SY TCA=TC TCD=TD TGO=TG THA=TH TJK=TJ TKL=TK TKM=TM TLS=TL TON=TO TTO=TT TUN=TN TUR=TR TUV=TV TWN=TW TZA=TZ
        UGA=UG UKR=UA UMI=UM URY=UY USA=US UZB=UZ VAT=VA VCT=VC VEN=VE VGB=VG VIR=VI VNM=VN VUT=VU WLF=WF WSM=WS YEM=YE ZAF=ZA ZMB=ZM ZWE=ZW
        """;

    private const string Others = """
        AE=UAE|Emirates AG=Antigua BA=Bosnia|Bosnia-Hercegovina BN=Brunei Darussalam BO=Bolivia, Plurinational State of BY=Byelorussia BS=Bahamas, The CD=DRC|DR Congo|Democratic Republic of the Congo|Congo, Democratic Republic of the|Congo, Dem. Rep.|Congo (Kinshasa)|Zaire
        CG=Congo|Republic of the Congo|Congo, Republic of|Congo, Rep.|Congo (Brazzaville) CI=Ivory Coast|Cote d Ivoire CN=PRC|China, Mainland CV=Cabo Verde CZ=Czech Republic|Czechia GB=UK|Great Britain|Britain|England|United Kingdom of Great Britain and Northern Ireland
        FK=Falkland Islands (Malvinas) FM=Micronesia, Federated States of GM=Gambia, The HK=Hong Kong SAR|Hong Kong, China IR=Iran, Islamic Republic of KG=Kyrgyz Republic KN=Saint Kitts and Nevis KP=North Korea|DPRK|Korea, Democratic People's Republic of|Korea, North|Korea, Dem. People's Rep.
        KR=South Korea|ROK|Korea, Republic of|Korea, South|Republic of Korea|Korea, Republic of South LA=Lao PDR|Lao People's Democratic Republic LC=Saint Lucia LY=Libyan Arab Jamahiriya MD=Moldova, Republic of MK=Macedonia|FYROM|Macedonia, FYR|The former Yugoslav Republic of Macedonia MM=Burma MO=Macau|Macao SAR
        NL=Holland PS=Palestinian Authority|Palestinian Territories|West Bank and Gaza|State of Palestine|Palestinian Territory, Occupied PW=Belau RU=Russian Federation|Soviet Union SK=Slovak Republic ST=Sao Tome SY=Syrian Arab Republic SZ=Swaziland TL=East Timor TR=Turkey TW=Republic of China|Chinese Taipei|Taiwan, Province of China TZ=Tanzania, United Republic of
        US=USA|U.S.|U.S.A.|United States of America|America VA=Holy See|Vatican VC=Saint Vincent and the Grenadines|St Vincent VE=Venezuela, Bolivarian Republic of VI=Virgin Islands, U.S. VG=Virgin Islands, British VN=Viet Nam YE=Yemen, Republic of
        """;

    private static readonly HashSet<string> Forms = new(
        new[] { "republic", "kingdom", "state", "democratic", "federal", "islamic", "people", "peoples", "united", "union", "socialist", "arab", "commonwealth" }.Select(DuplicateDetector.Skeleton),
        StringComparer.Ordinal);

    private static readonly Dictionary<string, string> OfThreeLetters = Alpha3.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(pair => pair[..3], pair => pair[4..], StringComparer.OrdinalIgnoreCase);

    private readonly CountryCodes _countries;
    private readonly Dictionary<string, string?> _bySkeleton = new(StringComparer.Ordinal);

    public CountryNames(CountryCodes countries)
    {
        _countries = countries;
        foreach (var (name, code) in countries.Names)
        {
            Add(name, code);
        }

        foreach (var (code, names) in Entries())
        {
            foreach (var name in names)
            {
                Add(name, code);
            }
        }
    }

    /// <summary>The code as the warehouse has it; null for a name that is none, or more than one.</summary>
    public string? Find(string text)
    {
        if (_countries.Find(OfThreeLetters.GetValueOrDefault(text, text)) is { } code)
        {
            return code;
        }

        if (TextRules.Broken(text) is not null)
        {
            return null;
        }

        var skeleton = Skeleton(text);
        return _bySkeleton.TryGetValue(skeleton, out var found)
            ? found
            : _bySkeleton.GetValueOrDefault(string.Join(' ', skeleton.Split(' ').Where(word => !Forms.Contains(word))));
    }

    /// <summary>The name of a code that was found.</summary>
    public string NameOf(string code) => _countries.NameOf(code);

    public string Hint(string text) => _countries.Hint(text);

    private static string Skeleton(string text) => string.Join(' ', DuplicateDetector.Skeleton(text).Split(' ').Select(word => word == "saint" ? "st" : word).Order(StringComparer.Ordinal));

    private static IEnumerable<(string Code, string[] Names)> Entries()
    {
        var words = Others.ReplaceLineEndings(" ");
        var starts = Enumerable.Range(0, words.Length - 3)
            .Where(i => char.IsAsciiLetterUpper(words[i]) && char.IsAsciiLetterUpper(words[i + 1]) && words[i + 2] == '=' && (i == 0 || words[i - 1] == ' '))
            .Append(words.Length).ToList();
        for (var i = 0; i + 1 < starts.Count; i++)
        {
            yield return (words.Substring(starts[i], 2), words[(starts[i] + 3)..starts[i + 1]].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private void Add(string name, string code)
    {
        if (_countries.Find(code) is null)
        {
            return;
        }

        var skeleton = Skeleton(name);
        if (!_bySkeleton.TryAdd(skeleton, code) && _bySkeleton[skeleton] != code)
        {
            _bySkeleton[skeleton] = null;
        }
    }
}
