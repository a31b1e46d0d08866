using System.Text;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;

namespace Reporting.Warehouse.Tests.Imports;

public abstract class PossibleDuplicatesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : PossibleDuplicatesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : PossibleDuplicatesTests(WarehouseProvider.SqlServer);

    private const string Mapping = """
        name: projects  # of donors
        engagement: {code: "p-{id}", title: "Project {id}", type: Project}
        participants: [{from: "{donor}", kind: government-body}]
        """;

    private static readonly string[] Donors =
    [
        "Honduras", "United States of America", "USA", "United States", "European Union", "EU", "Turkey", "Türkiye", "United Nations Development Programme", "UNDP",
        "United Nations Children's Fund (UNICEF)", "United Nations Children's Fund", "Republic of Korea", "South Korea", "UNICEF", "Ministry of Defence", "MOD", "U.N.D.P.",
        "European Bank", "Kreditanstalt für Wiederaufbau", "KfW",
    ];

    [EngineFact]
    public async Task Short_forms_and_other_names_of_one_member_are_found()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);

        var result = await ImportAsync(warehouse, Donors, Mapping);

        var pairs = result.Duplicates.Select(d => string.Join(" = ", new[] { d.Name, d.OtherName }.Order(StringComparer.Ordinal))).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "USA = United States", "United States = United States of America", "EU = European Union", "Turkey = Türkiye", "UNDP = United Nations Development Programme",
                "UNICEF = United Nations Children's Fund", "Republic of Korea = South Korea", "MOD = Ministry of Defence", "U.N.D.P. = UNDP", "KfW = Kreditanstalt für Wiederaufbau",
            },
            pairs);
        Assert.Contains(pairs, pair => pair.Contains("(UNICEF)", StringComparison.Ordinal));
        Assert.DoesNotContain(pairs, pair => pair.Contains("Honduras", StringComparison.Ordinal) || pair.Contains("European Bank", StringComparison.Ordinal));
        Assert.Equal(result.Duplicates.Count, result.Warnings.Count(w => w.Message.Contains(" looks like ", StringComparison.Ordinal)));
    }

    [EngineFact]
    public async Task Confirming_a_duplicate_writes_an_alias_that_merges_the_members()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await ImportAsync(warehouse, ["United States", "European Union", "UNDP"], Mapping);
        var mapping = Mapping;

        for (var result = await ImportAsync(warehouse, ["USA", "EU", "United Nations Development Programme"], mapping, dryRun: true); result.Duplicates.Count > 0;
            result = await ImportAsync(warehouse, ["USA", "EU", "United Nations Development Programme"], mapping, dryRun: true))
        {
            Assert.True(SameMember.Write(mapping, result.Duplicates[0]).IsValue(out var written, out var problem), problem?.Message);
            mapping = written;
        }

        Assert.StartsWith(Mapping, mapping, StringComparison.Ordinal);
        var taken = await ImportAsync(warehouse, ["USA", "EU", "United Nations Development Programme"], mapping);
        Assert.Equal(0, taken.NewMembers.Participants);
        Assert.Equal(["3"], await warehouse.RowsAsync("SELECT COUNT(*) FROM DimParticipant WHERE ParticipantKey <> 0"));
    }

    [EngineFact]
    public async Task A_member_with_a_code_of_its_own_is_named_with_it()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type,Participant,ParticipantName,ParticipantKind\na,A,2020,visit,in-mod,Ministry of Defence,government-body\n");

        var result = await ImportAsync(warehouse, ["Defense Ministry"], Mapping, dryRun: true);
        var mapping = SameMember.Write(Mapping, result.Duplicates.Single()).Value!;

        Assert.Contains("code: \"in-mod\"", mapping, StringComparison.Ordinal);
        Assert.Equal(0, (await ImportAsync(warehouse, ["Defense Ministry"], mapping)).NewMembers.Participants);
    }

    private static async Task<ImportResult> ImportAsync(TestWarehouse warehouse, IReadOnlyList<string> donors, string mapping, bool dryRun = false)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("id,donor\n" + string.Concat(donors.Select((d, i) => $"{i},{d}\n"))));
        var request = new ImportRequest(content, "projects.csv", DryRun: dryRun) { MappingFile = MappingCatalog.Parse("projects", mapping) };
        Assert.True((await warehouse.Imports.RunAsync(request)).IsValue(out var result, out var problem), problem?.Message);
        Assert.Empty(result.Refusals);
        return result;
    }
}
