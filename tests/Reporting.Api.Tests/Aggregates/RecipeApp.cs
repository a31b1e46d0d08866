using System.Text.RegularExpressions;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Aggregates;

/// <summary>The program over a copy of the definitions to which the recipe of docs/model.md was applied, letter by letter, and a report of its measures.</summary>
public sealed partial class RecipeApp : ReportingApp
{
    private const string Report = """
        titles: {en: Recipe}
        descriptions: {en: The measures of the recipe.}
        sections:
          - {id: years, kind: table, titles: {en: By year}, rows: year, measures: [exercises, agreements_per_10_meetings, cyber_security_share, three_year_headcount, people.change]}
          - {id: places, kind: matrix, titles: {en: Places}, rows: place_country, columns: year, measure: engagements.share_of_row}
        """;

    public RecipeApp() => Root = Installed();

    public static string Recipe { get; } = Yaml().Match(File.ReadAllText(RepositoryRoot.File("docs", "model.md"))).Groups["yaml"].Value;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(Root))
        {
            TestFolder.Delete(Root);
        }
    }

    private static string Installed() => DefinitionsCopy.Of(reports =>
    {
        File.AppendAllText(Path.Combine(reports, "model", "engagements.yml"), Recipe);
        File.WriteAllText(Path.Combine(reports, "recipe.yml"), Report);
    });

    [GeneratedRegex("## Add a measure.*?```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Yaml();
}
