using System.Xml.Linq;

namespace Repository.Tests;

public sealed class ReferenceDirectionTests
{
    /// <summary>ARCHITECTURE.md: each project may use only those before it.</summary>
    private static readonly string[] Line = ["Reporting.Warehouse", "Reporting.Engine", "Reporting.Rendering", "Reporting.Delivery", "Reporting.Api"];

    /// <summary>Beside the line, and outside the default build: it uses Rendering, and only the Api uses it.</summary>
    private const string Optional = "Reporting.Rendering.QuestPdf";

    [Fact]
    public void There_are_five_projects_and_an_optional_one() =>
        Assert.Equal(Line.Append(Optional).Order(StringComparer.Ordinal), RepositoryFiles.Under("src", "*.csproj").Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal));

    [Fact]
    public void References_point_only_down_the_line()
    {
        foreach (var project in Line)
        {
            Assert.All(References(project).Where(reference => project != "Reporting.Api" || reference != Optional), reference => Assert.True(
                Array.IndexOf(Line, reference) is >= 0 and var at && at < Array.IndexOf(Line, project), $"{project} must not use {reference}."));
        }
    }

    [Fact]
    public void The_optional_project_is_in_no_default_build()
    {
        Assert.Equal(["Reporting.Rendering"], References(Optional));
        Assert.DoesNotContain(Optional, RepositoryFiles.Read("Reporting.sln"), StringComparison.Ordinal);
        foreach (var path in RepositoryFiles.Under("src", "*.csproj").Concat(RepositoryFiles.Under("tests", "*.csproj")))
        {
            var uses = XDocument.Parse(RepositoryFiles.Read(path)).Descendants("ProjectReference").Where(r => r.Attribute("Include")!.Value.Contains(Optional, StringComparison.Ordinal));
            Assert.All(uses, use => Assert.Equal("'$(IncludeQuestPdf)' == 'true'", use.Attribute("Condition")?.Value));
        }
    }

    private static IEnumerable<string> References(string project) => XDocument.Parse(RepositoryFiles.Read($"src/{project}/{project}.csproj")).Descendants("ProjectReference")
        .Select(r => r.Attribute("Include")!.Value.Replace('\\', '/'))
        .Select(path => Path.GetFileNameWithoutExtension(path)!);
}
