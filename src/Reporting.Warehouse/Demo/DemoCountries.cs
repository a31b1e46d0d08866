namespace Reporting.Warehouse.Demo;

/// <summary>Sixty countries, the most active first.</summary>
internal static class DemoCountries
{
    // Code, name in a sentence, adjective, names of people, legal form of companies, cities from the busiest.
    private const string Lines = """
        IN|India|Indian|in|Pvt Ltd|New Delhi,Bengaluru,Mumbai,Hyderabad,Pune,Chennai,Kolkata,Kochi,Visakhapatnam,Jaipur,Ahmedabad,Nagpur
        IL|Israel|Israeli|il|Ltd|Jerusalem,Tel Aviv,Haifa,Be'er Sheva,Herzliya,Ashdod,Rehovot,Yokneam
        US|the United States|American|en|Inc|Washington,Arlington,San Diego,Norfolk,Huntsville,Boston,Colorado Springs,Honolulu
        FR|France|French|fr|SA|Paris,Toulouse,Brest,Toulon,Bordeaux,Rennes
        GB|the United Kingdom|British|en|plc|London,Portsmouth,Bristol,Edinburgh,Farnborough,Plymouth
        DE|Germany|German|de|GmbH|Berlin,Munich,Hamburg,Kiel,Bonn,Koblenz
        JP|Japan|Japanese|jp|KK|Tokyo,Yokosuka,Osaka,Nagoya,Kobe
        AU|Australia|Australian|en|Pty Ltd|Canberra,Sydney,Adelaide,Perth,Darwin
        AE|the United Arab Emirates|Emirati|ar|PJSC|Abu Dhabi,Dubai,Sharjah
        RU|Russia|Russian|ru|AO|Moscow,Saint Petersburg,Kazan,Vladivostok
        KR|South Korea|South Korean|kr|Co|Seoul,Busan,Daejeon,Changwon
        IT|Italy|Italian|it|SpA|Rome,La Spezia,Turin,Naples,Taranto
        SG|Singapore|Singaporean|cn|Pte Ltd|Singapore
        ES|Spain|Spanish|es|SA|Madrid,Cartagena,Seville,Bilbao
        BR|Brazil|Brazilian|es|SA|Brasília,São Paulo,Rio de Janeiro,São José dos Campos
        VN|Vietnam|Vietnamese|cn|JSC|Hanoi,Ho Chi Minh City,Da Nang
        GR|Greece|Greek|gr|AE|Athens,Thessaloniki,Souda
        CA|Canada|Canadian|en|Inc|Ottawa,Halifax,Montréal,Vancouver
        NL|the Netherlands|Dutch|de|BV|The Hague,Den Helder,Eindhoven,Rotterdam
        SE|Sweden|Swedish|no|AB|Stockholm,Gothenburg,Linköping,Karlskrona
        ID|Indonesia|Indonesian|id|PT|Jakarta,Bandung,Surabaya
        EG|Egypt|Egyptian|ar|SAE|Cairo,Alexandria
        CY|Cyprus|Cypriot|gr|Ltd|Nicosia,Limassol,Larnaca
        PL|Poland|Polish|ru|SA|Warsaw,Gdynia,Kraków,Rzeszów
        CH|Switzerland|Swiss|de|AG|Bern,Geneva,Zürich,Thun
        SA|Saudi Arabia|Saudi|ar|JSC|Riyadh,Jeddah,Dhahran
        PH|the Philippines|Philippine|es|Inc|Manila,Cebu,Subic
        AZ|Azerbaijan|Azerbaijani|tr|LLC|Baku,Ganja
        MA|Morocco|Moroccan|ar|SA|Rabat,Casablanca,Tangier
        KE|Kenya|Kenyan|af|Ltd|Nairobi,Mombasa
        LK|Sri Lanka|Sri Lankan|in|Ltd|Colombo,Trincomalee
        NO|Norway|Norwegian|no|AS|Oslo,Bergen,Bodø
        CZ|Czechia|Czech|ru|as|Prague,Brno
        FI|Finland|Finnish|no|Oy|Helsinki,Tampere,Turku
        BD|Bangladesh|Bangladeshi|in|Ltd|Dhaka,Chattogram
        KZ|Kazakhstan|Kazakh|tr|JSC|Astana,Almaty
        OM|Oman|Omani|ar|SAOC|Muscat,Duqm,Salalah
        ZA|South Africa|South African|af|Ltd|Pretoria,Cape Town,Simon's Town
        MY|Malaysia|Malaysian|id|Bhd|Kuala Lumpur,Lumut,Langkawi
        TH|Thailand|Thai|cn|PCL|Bangkok,Sattahip
        RO|Romania|Romanian|it|SA|Bucharest,Constanța
        BE|Belgium|Belgian|fr|NV|Brussels,Zeebrugge
        NP|Nepal|Nepali|in|Ltd|Kathmandu,Pokhara
        UZ|Uzbekistan|Uzbek|tr|JSC|Tashkent,Samarkand
        MV|the Maldives|Maldivian|ar|Ltd|Malé
        MU|Mauritius|Mauritian|in|Ltd|Port Louis
        AR|Argentina|Argentine|es|SA|Buenos Aires,Córdoba
        CL|Chile|Chilean|es|SA|Santiago,Valparaíso
        CO|Colombia|Colombian|es|SAS|Bogotá,Cartagena de Indias
        ET|Ethiopia|Ethiopian|af|SC|Addis Ababa
        NG|Nigeria|Nigerian|af|Ltd|Abuja,Lagos
        RW|Rwanda|Rwandan|af|Ltd|Kigali
        DK|Denmark|Danish|no|A/S|Copenhagen,Aarhus
        HU|Hungary|Hungarian|hu|Zrt|Budapest
        BG|Bulgaria|Bulgarian|ru|AD|Sofia,Varna
        AM|Armenia|Armenian|tr|CJSC|Yerevan
        MN|Mongolia|Mongolian|tr|LLC|Ulaanbaatar
        NZ|New Zealand|New Zealand|en|Ltd|Wellington,Auckland
        PE|Peru|Peruvian|es|SA|Lima,Callao
        GH|Ghana|Ghanaian|af|Ltd|Accra,Tema
        """;

    private static readonly string[] Landlocked = ["CH", "CZ", "KZ", "NP", "UZ", "ET", "RW", "HU", "AM", "MN", "AZ"];

    public static IReadOnlyList<DemoCountry> All { get; } = [.. Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read)];

    private static DemoCountry Read(string line)
    {
        var f = line.Split('|');
        return new DemoCountry(f[0], f[1], f[2], f[3], f[4], f[5].Split(','), Landlocked.Contains(f[0], StringComparer.Ordinal));
    }
}
