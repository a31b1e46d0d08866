namespace Reporting.Warehouse.Demo;

/// <summary>
/// The vocabulary of domains and types. Codes shared with the reference data have the same meaning. Each entry has a weight for the first and for the last year.
/// </summary>
internal static class DemoVocabulary
{
    private const string DomainLines = """
        defence-policy|Defence policy and cooperation|policy-and-strategy|900|700
        military-training|Military training and exercises|forces-and-security|600|620
        counter-terrorism|Counter-terrorism|forces-and-security|520|380
        defence-industry|Defence industry and supply chain|industry|300|520
        maritime-security|Maritime security|forces-and-security|220|460
        cyber-security|Cyber security|information-and-electronics|20|520
        co-development-and-production|Co-development and co-production|industry|90|360
        intelligence-sharing|Intelligence sharing|information-and-electronics|260|240
        unmanned-systems|Unmanned systems|weapons-and-platforms|30|420
        regional-security|Regional and global security|policy-and-strategy|280|220
        air-defence|Air defence|weapons-and-platforms|150|230
        research-and-development|Research and development|technology-and-research|140|200
        border-security|Border security|forces-and-security|150|180
        military-cooperation|Military cooperation and interoperability|forces-and-security|160|170
        defence-technology|Defence technology|technology-and-research|90|190
        artificial-intelligence|Artificial intelligence|technology-and-research|2|300
        disaster-relief|Disaster relief|relief-and-health|120|150
        surveillance|Surveillance|information-and-electronics|90|130
        radar|Radar|information-and-electronics|100|100
        precision-weapons|Precision weapons|weapons-and-platforms|90|110
        space|Space|technology-and-research|40|140
        peacekeeping|Peacekeeping|policy-and-strategy|150|70
        technology-sharing|Technology sharing and transfer|technology-and-research|70|90
        electronic-warfare|Electronic warfare|information-and-electronics|60|90
        arms-control|Arms control and non-proliferation|policy-and-strategy|140|50
        weapon-systems|Weapon systems|weapons-and-platforms|90|70
        naval-platforms|Naval platforms|weapons-and-platforms|80|80
        military-medicine|Military medicine|relief-and-health|60|60
        aircraft|Aircraft and helicopters|weapons-and-platforms|80|60
        defence-innovation|Defence innovation and start-ups|technology-and-research|2|120
        export-control|Export control|industry|40|50
        science-and-technology|Science and technology|technology-and-research|50|45
        military-electronics|Military electronics|information-and-electronics|40|45
        maintenance-and-repair|Maintenance and repair|industry|50|40
        search-and-rescue|Search and rescue|relief-and-health|40|40
        homeland-security|Homeland security|forces-and-security|60|30
        armoured-vehicles|Armoured vehicles|weapons-and-platforms|40|25
        public-health|Public health emergencies|relief-and-health|10|40
        demining|Demining|relief-and-health|30|12
        offsets|Offsets|industry|25|15
        """;

    private const string GroupLines = """
        policy-and-strategy|Policy and strategy
        forces-and-security|Forces and security
        industry|Industry
        technology-and-research|Technology and research
        weapons-and-platforms|Weapons and platforms
        information-and-electronics|Information and electronics
        relief-and-health|Relief and health
        """;

    // … then median headcount, chance in percent of an amount, median amount in US dollars, days, roles of the first, the second and other lines.
    private const string TypeLines = """
        meeting|Meeting|dialogue|300|260|12|2|250000|1|host|visitor|participant
        working-group|Working group meeting|dialogue|120|180|25|2|150000|2|host|visitor|participant
        official-call|Official call|dialogue|60|160|4|0|0|1|caller|called-on|participant
        conference|Conference|dialogue|50|70|180|14|400000|3|host|speaker|participant
        official-visit|Official visit|visit|160|150|14|2|200000|3|visitor|host|participant
        company-visit|Company visit|visit|40|70|10|2|100000|1|visitor|host|participant
        port-call|Port call|visit|50|45|320|4|300000|4|visitor|host|participant
        memorandum-of-understanding|Memorandum of understanding|agreement|80|90|20|31|4000000|1|signatory|signatory|witness
        cooperation-agreement|Cooperation agreement|agreement|60|50|22|41|9000000|1|signatory|signatory|witness
        letter-of-intent|Letter of intent|agreement|20|30|12|15|3000000|1|signatory|signatory|witness
        joint-exercise|Joint exercise|exercise|90|110|900|22|1500000|10|host|participant|participant
        table-top-exercise|Table-top exercise|exercise|20|40|45|4|120000|3|host|participant|observer
        training-course|Training course|training|110|90|30|25|350000|12|instructor|trainee|trainee
        staff-exchange|Staff exchange|training|40|35|8|10|180000|30|host|trainee|participant
        supply-contract|Supply contract|procurement|60|85|10|85|28000000|1|buyer|supplier|witness
        delivery|Delivery of equipment|procurement|35|40|25|55|12000000|2|supplier|buyer|participant
        """;

    private const string CategoryLines = """
        dialogue|Dialogue
        visit|Visit
        agreement|Agreement
        exercise|Exercise
        training|Training
        procurement|Procurement
        """;

    public static IReadOnlyList<Domain> Domains { get; } = [.. Split(DomainLines).Select(f => new Domain(f[0], f[1], f[2], Name(GroupLines, f[2]), Number(f[3]), Number(f[4])))];

    public static IReadOnlyList<Type> Types { get; } =
    [
        .. Split(TypeLines).Select(f => new Type(
            f[0], f[1], f[2], Name(CategoryLines, f[2]), Number(f[3]), Number(f[4]), Number(f[5]), Number(f[6]), Number(f[7]), Number(f[8]), f[9], f[10], f[11])),
    ];

    public static IReadOnlyList<string> Publishers { get; } = [.. "ABCDEFGHIJKL".Select(letter => $"Publisher {letter}")];

    private static IEnumerable<string[]> Split(string lines) =>
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('|'));

    private static string Name(string lines, string code) => Split(lines).Single(f => f[0] == code)[1];

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A domain with its weights in the first and last year.</summary>
    public sealed record Domain(string Code, string Name, string Group, string GroupName, int FirstWeight, int LastWeight);

    /// <summary>A type of engagement with its usual size, amount and duration.</summary>
    public sealed record Type(
        string Code, string Name, string Category, string CategoryName, int FirstWeight, int LastWeight,
        int Headcount, int AmountChance, int AmountUsd, int Days, string FirstRole, string SecondRole, string OtherRole);
}
