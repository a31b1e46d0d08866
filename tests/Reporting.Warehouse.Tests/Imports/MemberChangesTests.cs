using System.Text;
using Reporting.Warehouse.Imports;
using Reporting.Warehouse.Imports.Mappings;

namespace Reporting.Warehouse.Tests.Imports;

public abstract class MemberChangesTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : MemberChangesTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : MemberChangesTests(WarehouseProvider.SqlServer);

    private const string Exercises = "engagement: {code: \"e-{id}\", title: \"{title}\", type: Exercise}\nparticipants: [{from: \"{state}\", kind: country}]\n";

    private const string Projects = "engagement: {code: \"p-{id}\", title: \"{title}\", type: Project}\nparticipants: [{from: \"{donor}\", kind: government-body}]\n";

    private const string Members = """
        SELECT Code, Name, Kind, CountryCode AS C FROM DimParticipant WHERE ParticipantKey <> 0
        UNION ALL SELECT Code, Name, GroupCode, GroupName FROM DimDomain WHERE DomainKey <> 0
        UNION ALL SELECT Code, Name, CategoryCode, CategoryName FROM DimEngagementType WHERE EngagementTypeKey <> 0 ORDER BY 1
        """;

    [EngineFact]
    public async Task A_later_mapping_does_not_change_a_country_and_reports_the_difference()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await ImportAsync(warehouse, "id,title,state\n1,A,Honduras\n2,B,Honduras\n", Exercises);

        var preview = await ImportAsync(warehouse, "id,title,donor\n1,A,Honduras\n", Projects, dryRun: true);
        var result = await ImportAsync(warehouse, "id,title,donor\n1,A,Honduras\n", Projects);

        Assert.Equal(["participant 'honduras', kind: stays 'country'; the file says 'government-body' (2 earlier engagements)"], result.MemberChanges.Select(c => c.ToString()));
        Assert.Equal(preview.MemberChanges, result.MemberChanges);
        Assert.Contains("honduras|Honduras|country|HN", await warehouse.RowsAsync(Members));
        Assert.Equal(["0|HN|3"], await warehouse.RowsAsync("SELECT OrganisationKey, CountryCode, COUNT(*) AS N FROM BridgeEngagementParticipant GROUP BY OrganisationKey, CountryCode"));
    }

    [EngineFact]
    public async Task A_mapping_may_correct_members_and_an_undo_restores_them()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await ImportAsync(warehouse, "id,title,state\n1,A,Honduras\n2,B,Honduras\n", Exercises);
        var before = await warehouse.RowsAsync(Members);
        const string Lines = "SELECT f.Code, b.OrganisationKey, b.CountryCode FROM BridgeEngagementParticipant b JOIN FactEngagement f ON f.EngagementKey = b.EngagementKey ORDER BY 1";
        var lines = await warehouse.RowsAsync(Lines);

        var preview = await ImportAsync(warehouse, "id,title,donor\n1,A,Honduras\n", Projects + "correct_members: true\n", dryRun: true);
        Assert.Equal(before, await warehouse.RowsAsync(Members));
        var result = await ImportAsync(warehouse, "id,title,donor\n1,A,Honduras\n", Projects + "correct_members: true\n");

        Assert.Equal(["participant 'honduras', kind: 'country' became 'government-body' (2 earlier engagements)"], result.MemberChanges.Select(c => c.ToString()));
        Assert.Equal(preview.MemberChanges, result.MemberChanges);
        Assert.Contains("honduras|Honduras|government-body|HN", await warehouse.RowsAsync(Members));
        Assert.DoesNotContain("e-1|0|HN", await warehouse.RowsAsync(Lines));

        var undone = (await warehouse.Imports.UndoAsync(2)).Value!;

        Assert.Equal(1, undone.Members);
        Assert.Equal(before, (await warehouse.RowsAsync(Members)).Where(row => !row.StartsWith("project|", StringComparison.Ordinal)));
        Assert.Equal(lines, await warehouse.RowsAsync(Lines));
        Assert.Equal(["0"], await warehouse.RowsAsync("SELECT COUNT(*) FROM PastMember"));
    }

    [EngineFact]
    public async Task Shipped_names_of_categories_and_groups_do_not_change()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type,TypeName,Category,CategoryName,Domain,DomainName,DomainGroup,DomainGroupName\na,A,2020,mou,Memorandum of Understanding,agreement,Agreement,cyber,Cyber,security,Security\n");

        // A code's spelling does not state a name. A separate name does, but it is not accepted.
        const string Mapping = "engagement: {code: \"x-{id}\", title: \"{t}\", type: MOU, category: agreement, start: {year: \"{y}\"}}\ndomains: [{from: CYBER, group: SECURITY}]\n";
        var spelling = await ImportAsync(warehouse, "id,t,y\n1,A,2001\n", Mapping);
        var names = await ImportAsync(warehouse, "id,t,y\n2,B,2001\n", Mapping.Replace("category: agreement", "category: agreement, category_name: Treaties, type_name: Mou").Replace("group: SECURITY", "group: security, group_name: Safety, code: cyber"));
        var category = await ImportAsync(warehouse, "id,t,y\n3,C,2001\n", Mapping.Replace("category: agreement", "category: visit").Replace("group: SECURITY", "group: trade"));

        Assert.Empty(spelling.MemberChanges);
        Assert.Equal(
            [
                "category 'agreement', name: stays 'Agreement'; the file says 'Treaties' (2 earlier engagements)",
                "domain 'cyber', name: stays 'Cyber'; the file says 'CYBER' (2 earlier engagements)",
                "domain group 'security', name: stays 'Security'; the file says 'Safety' (2 earlier engagements)",
                "type 'mou', name: stays 'Memorandum of Understanding'; the file says 'Mou' (2 earlier engagements)",
            ],
            names.MemberChanges.Select(c => c.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["domain 'cyber', group: stays 'security'; the file says 'trade' (3 earlier engagements)", "type 'mou', category: stays 'agreement'; the file says 'visit' (3 earlier engagements)"],
            category.MemberChanges.Select(c => c.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(["cyber|Cyber|security|Security", "mou|Memorandum of Understanding|agreement|Agreement"], await warehouse.RowsAsync(Members));
    }

    [EngineFact]
    public async Task Unknown_attributes_are_filled_in_and_listed()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type,Participant,ParticipantKind\na,A,2020,visit,elbit,company\n");

        var result = await ImportAsync(warehouse, "id,t,p\n1,A,Elbit\n", "engagement: {code: \"x-{id}\", title: \"{t}\", type: visit}\nparticipants: [{from: \"{p}\", kind: company, country: IL}]\n");

        Assert.Equal(["participant 'elbit', country: 'unknown' became 'IL' (1 earlier engagement)"], result.MemberChanges.Select(c => c.ToString()));
        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        Assert.Contains("elbit|Elbit|company|unknown", await warehouse.RowsAsync(Members));
    }

    [EngineFact]
    public async Task The_native_layout_corrects_members_and_lists_it()
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        await warehouse.ImportAsync("Code,Title,Start,Type,TypeName,Source,SourceTitle\na,A,2020,visit,Visit,s1,First\n");

        var result = await warehouse.ImportAsync("Code,Title,Start,Type,TypeName,Source,SourceTitle\nb,B,2020,visit,Official visit,s1,Second\n");

        Assert.Equal(
            ["source 's1', title: 'First' became 'Second' (1 earlier engagement)", "type 'visit', name: 'Visit' became 'Official visit' (1 earlier engagement)"],
            result.MemberChanges.Select(c => c.ToString()).Order(StringComparer.Ordinal));
        Assert.Null((await warehouse.Imports.UndoAsync(2)).Problem);
        Assert.Equal(["visit|Visit|First"], await warehouse.RowsAsync("SELECT t.Code, t.Name, s.Title FROM DimEngagementType t, DimSource s WHERE t.EngagementTypeKey <> 0 AND s.SourceKey <> 0"));
    }

    [EngineTheory]
    [InlineData(2, 3, "First")]
    [InlineData(3, 2, "First")]
    [InlineData(2, 0, "Third")]
    [InlineData(3, 0, "Second")]
    public async Task Corrections_are_undone_in_any_order(int one, int other, string name)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        var names = new[] { "First", "Second", "Third" };
        for (var i = 0; i < names.Length; i++)
        {
            await warehouse.ImportAsync($"Code,Title,Start,Type,TypeName\ne{i},A,2020,visit,{names[i]}\n");
        }

        foreach (var import in new[] { one, other }.Where(i => i > 0))
        {
            Assert.Null((await warehouse.Imports.UndoAsync(import)).Problem);
        }

        Assert.Equal([name], await warehouse.RowsAsync("SELECT Name FROM DimEngagementType WHERE EngagementTypeKey <> 0"));
    }

    private static async Task<ImportResult> ImportAsync(TestWarehouse warehouse, string rows, string mapping, bool dryRun = false)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(rows));
        var request = new ImportRequest(content, "members.csv", DryRun: dryRun) { MappingFile = MappingCatalog.Parse("members", mapping) };
        Assert.True((await warehouse.Imports.RunAsync(request)).IsValue(out var result, out var problem), problem?.Message);
        Assert.Empty(result.Refusals);
        return result;
    }
}
