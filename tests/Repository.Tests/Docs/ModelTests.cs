using Reporting.Engine.Model;
using Reporting.Warehouse.Definitions;

namespace Repository.Tests.Docs;

public sealed class ModelTests
{
    private static readonly SemanticModel Model = ModelReader.Read(Path.Combine(RepositoryFiles.Root, "reports/model/engagements.yml"));

    private static readonly ILookup<string, string> Dimensions = MarkdownRows.ByName("docs/model.md", "## Dimensions");

    private static readonly ILookup<string, string> Counting = MarkdownRows.ByName("docs/counting.md", "## The measures");

    [Fact]
    public void Every_dimension_is_documented_with_its_attribute_and_description()
    {
        Assert.Equal(Sorted(Model.Dimensions.Select(d => d.Id)), Sorted(Dimensions.Select(d => d.Key)));
        Assert.All(Model.Dimensions, d => Assert.Contains(
            Dimensions[d.Id], row => row.Contains($"`{d.Attribute.Id}`", StringComparison.Ordinal) && row.EndsWith($"| {d.Description.In("en")} |", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_measure_has_its_line_in_the_rules_of_counting()
    {
        Assert.Equal(Sorted(Model.Measures.Select(m => m.Id)), Sorted(Counting.Select(m => m.Key)));
        Assert.All(Model.Measures, m => Assert.StartsWith($"| `{m.Id}` | {m.Description.In("en")} |", Counting[m.Id].Single(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_rules_of_counting_say_where_a_measure_adds_up() => Assert.All(Model.Measures, m =>
    {
        var (years, domains, states) = (m.AddsUpOver(Dimension("year")), m.AddsUpOver(Dimension("domain")), m.AddsUpOver(Dimension("commitment_state")));
        var words = states ? "one-valued dimensions, commitment_state" : domains ? "one-valued dimensions, domain, domain_group" : years ? "one-valued dimensions" : "nowhere";
        Assert.EndsWith($"| {words} |", Counting[m.Id].Single(), StringComparison.Ordinal);
    });

    [Fact]
    public void Every_attribute_and_kind_of_the_catalogue_is_documented()
    {
        var page = RepositoryFiles.Read("docs/model.md") + RepositoryFiles.Read("docs/counting.md");
        Assert.All(StarSchema.Attributes.Keys.Concat(Enum.GetValues<MeasureKind>().Select(EnumNames.Of)), name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private static ModelDimension Dimension(string id) => Model.Dimensions.Single(d => d.Id == id);

    private static IEnumerable<string> Sorted(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);
}
