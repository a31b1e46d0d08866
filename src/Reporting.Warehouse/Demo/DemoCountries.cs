namespace Reporting.Warehouse.Demo;

/// <summary>Sixty countries, the most active first.</summary>
internal static class DemoCountries
{
    // Code, name in a sentence, cities from the busiest.
    private const string Lines = """
        IN|India|New Delhi,Bengaluru,Mumbai,Hyderabad,Pune,Chennai,Kolkata,Kochi,Visakhapatnam,Jaipur,Ahmedabad,Nagpur
        IL|Israel|Jerusalem,Tel Aviv,Haifa,Be'er Sheva,Herzliya,Ashdod,Rehovot,Yokneam
        US|the United States|Washington,Arlington,San Diego,Norfolk,Huntsville,Boston,Colorado Springs,Honolulu
        FR|France|Paris,Toulouse,Brest,Toulon,Bordeaux,Rennes
        GB|the United Kingdom|London,Portsmouth,Bristol,Edinburgh,Farnborough,Plymouth
        DE|Germany|Berlin,Munich,Hamburg,Kiel,Bonn,Koblenz
        JP|Japan|Tokyo,Yokosuka,Osaka,Nagoya,Kobe
        AU|Australia|Canberra,Sydney,Adelaide,Perth,Darwin
        AE|the United Arab Emirates|Abu Dhabi,Dubai,Sharjah
        RU|Russia|Moscow,Saint Petersburg,Kazan,Vladivostok
        KR|South Korea|Seoul,Busan,Daejeon,Changwon
        IT|Italy|Rome,La Spezia,Turin,Naples,Taranto
        SG|Singapore|Singapore
        ES|Spain|Madrid,Cartagena,Seville,Bilbao
        BR|Brazil|Brasília,São Paulo,Rio de Janeiro,São José dos Campos
        VN|Vietnam|Hanoi,Ho Chi Minh City,Da Nang
        GR|Greece|Athens,Thessaloniki,Souda
        CA|Canada|Ottawa,Halifax,Montréal,Vancouver
        NL|the Netherlands|The Hague,Den Helder,Eindhoven,Rotterdam
        SE|Sweden|Stockholm,Gothenburg,Linköping,Karlskrona
        ID|Indonesia|Jakarta,Bandung,Surabaya
        EG|Egypt|Cairo,Alexandria
        CY|Cyprus|Nicosia,Limassol,Larnaca
        PL|Poland|Warsaw,Gdynia,Kraków,Rzeszów
        CH|Switzerland|Bern,Geneva,Zürich,Thun
        SA|Saudi Arabia|Riyadh,Jeddah,Dhahran
        PH|the Philippines|Manila,Cebu,Subic
        AZ|Azerbaijan|Baku,Ganja
        MA|Morocco|Rabat,Casablanca,Tangier
        KE|Kenya|Nairobi,Mombasa
        LK|Sri Lanka|Colombo,Trincomalee
        NO|Norway|Oslo,Bergen,Bodø
        CZ|Czechia|Prague,Brno
        FI|Finland|Helsinki,Tampere,Turku
        BD|Bangladesh|Dhaka,Chattogram
        KZ|Kazakhstan|Astana,Almaty
        OM|Oman|Muscat,Duqm,Salalah
        ZA|South Africa|Pretoria,Cape Town,Simon's Town
        MY|Malaysia|Kuala Lumpur,Lumut,Langkawi
        TH|Thailand|Bangkok,Sattahip
        RO|Romania|Bucharest,Constanța
        BE|Belgium|Brussels,Zeebrugge
        NP|Nepal|Kathmandu,Pokhara
        UZ|Uzbekistan|Tashkent,Samarkand
        MV|the Maldives|Malé
        MU|Mauritius|Port Louis
        AR|Argentina|Buenos Aires,Córdoba
        CL|Chile|Santiago,Valparaíso
        CO|Colombia|Bogotá,Cartagena de Indias
        ET|Ethiopia|Addis Ababa
        NG|Nigeria|Abuja,Lagos
        RW|Rwanda|Kigali
        DK|Denmark|Copenhagen,Aarhus
        HU|Hungary|Budapest
        BG|Bulgaria|Sofia,Varna
        AM|Armenia|Yerevan
        MN|Mongolia|Ulaanbaatar
        NZ|New Zealand|Wellington,Auckland
        PE|Peru|Lima,Callao
        GH|Ghana|Accra,Tema
        """;

    private static readonly string[] Landlocked = ["CH", "CZ", "KZ", "NP", "UZ", "ET", "RW", "HU", "AM", "MN", "AZ"];

    public static IReadOnlyList<DemoCountry> All { get; } = [.. Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Read)];

    private static DemoCountry Read(string line)
    {
        var f = line.Split('|');
        return new DemoCountry(f[0], f[1], f[2].Split(','), Landlocked.Contains(f[0], StringComparer.Ordinal));
    }
}
