using System.Reflection;
using System.Text.RegularExpressions;
using Reporting.Engine.Model;
using Reporting.Engine.Reports;
using YamlDotNet.Serialization.NamingConventions;

namespace Repository.Tests.Docs;

public sealed partial class DefinitionKeysTests
{
    [Theory]
    [InlineData("Reporting.Engine.Reports.ReportFile", "## A report")]
    [InlineData("Reporting.Engine.Model.ModelFile", "## The model file")]
    [InlineData("Reporting.Engine.Access.AccessFile", "## The access file")]
    public void Every_key_of_a_definition_is_documented_and_no_other(string file, string heading)
    {
        var documented = MarkdownRows.ByName("reports/README.md", heading).Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        var keys = Keys(typeof(SemanticModel).Assembly.GetType(file, throwOnError: true)!).ToHashSet(StringComparer.Ordinal);
        Assert.True(keys.Count > 5, $"Only {keys.Count} keys found in {file}.");
        Assert.Equal(keys.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_example_of_a_report_is_valid()
    {
        var model = ModelReader.Read(Path.Combine(RepositoryFiles.Root, "reports/model/engagements.yml"));
        var example = Yaml().Match(RepositoryFiles.Read("reports/README.md")).Groups[1].Value;
        Assert.Equal(3, new ReportDefinitionReader(model).Parse("partners", example).Sections.Count);
    }

    private static IEnumerable<string> Keys(Type file) =>
        file.GetNestedTypes(BindingFlags.NonPublic | BindingFlags.Public).Append(file)
            .SelectMany(type => type.GetProperties())
            .Select(property => UnderscoredNamingConvention.Instance.Apply(property.Name));

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Yaml();
}
