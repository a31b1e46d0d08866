using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Imports.Mappings;

namespace Reporting.Warehouse.Tests.Definitions;

/// <summary>For {title} without quotation marks, the message names the missing marks instead of an unknown key.</summary>
public sealed class BareBracesTests
{
    [Theory]
    [InlineData("engagement:\n  code: \"{id}\"\n  title: {title}\n", "{title}", 3)]
    [InlineData("engagement:\n  code: {No}\n  title: \"{t}\"\n", "{No}", 2)]
    [InlineData("engagement:\n  code: \"{id}\"\n  title: {title} and more\n", "{title}", 3)]
    [InlineData("engagement:\n  code: \"{id}\"\n  title: {title}-{id}\n", "{title}", 3)]
    [InlineData("engagement: {code: \"{id}\", title: \"{t}\"}\ndomains:\n  - {from: {a}, split: ';'}\n", "{a}", 3)]
    [InlineData("engagement: {code: \"{id}\", title: \"{t}\"}\nparticipants:\n  - {Country}\n", "{Country}", 3)]
    [InlineData("engagement:\n  code: \"{id}\"\n  title: {Project name}\n", "{Project name}", 3)]
    public void Braces_without_quotation_marks_are_named(string yaml, string braces, int line)
    {
        var refused = Assert.Throws<DefinitionException>(() => MappingCatalog.Parse("case", yaml));
        Assert.Contains($"Write \"{braces}\" in quotation marks", refused.Message, StringComparison.Ordinal);
        Assert.Equal(line, refused.Line);
    }
}
