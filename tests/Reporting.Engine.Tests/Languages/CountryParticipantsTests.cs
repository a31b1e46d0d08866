using Reporting.Engine.Queries;
using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Languages;

/// <summary>A country that takes part itself has the name of the country in the reader's language, unless the data have a local name.</summary>
public abstract class CountryParticipantsTests(WarehouseProvider engine)
{
    public sealed class OnSqlite() : CountryParticipantsTests(WarehouseProvider.Sqlite);

    [OnServer]
    public sealed class OnSqlServer() : CountryParticipantsTests(WarehouseProvider.SqlServer);

    [EngineTheory]
    [InlineData("en", "India,Sweden,Sweden Metals,The United Kingdom")]
    [InlineData("he", "Sweden Metals,בריטניה,הודו שלי,שוודיה")]
    [InlineData("hi", "Sweden Metals,भारत,यूनाइटेड किंगडम,स्वीडन")]
    public async Task A_participant_with_the_English_name_of_a_country_is_named_as_the_country(string language, string names)
    {
        await using var warehouse = await TestWarehouse.CreateAsync(engine);
        Assert.Empty((await warehouse.ImportAsync(
            "Code,Title,Start,Type,Domain,Participant,ParticipantName,ParticipantNameLocal,ParticipantKind,Country\n"
            + "e,Talks,2024,visit,x,p1,Sweden,,country,SE\ne,,,,,p2,The United Kingdom,,country,GB\ne,,,,,p3,Sweden Metals,,company,SE\ne,,,,,p4,India,הודו שלי,country,IN\n")).Refusals);
        var table = (await warehouse.AskAsync(new ReportQuery { Measures = ["engagements"], By = ["participant"], Language = language })).Value!;
        Assert.Equal(names, string.Join(',', table.Rows.Select(r => r.Members[0].Name).Order(StringComparer.Ordinal)));
    }
}
