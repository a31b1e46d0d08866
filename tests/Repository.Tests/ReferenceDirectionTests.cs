using System.Xml.Linq;

namespace Repository.Tests;

public sealed class ReferenceDirectionTests
{
    /// <summary>ARCHITECTURE.md: each project may use only those before it.</summary>
    private static readonly string[] Line = ["Reporting.Warehouse", "Reporting.Engine", "Reporting.Rendering", "Reporting.Delivery", "Reporting.Api"];

    [Fact]
    public void There_are_five_projects() =>
        Assert.Equal(Line.Order(StringComparer.Ordinal), RepositoryFiles.Under("src", "*.csproj").Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal));

    [Fact]
    public void References_point_only_down_the_line()
    {
        foreach (var project in Line)
        {
            var references = XDocument.Parse(RepositoryFiles.Read($"src/{project}/{project}.csproj")).Descendants("ProjectReference")
                .Select(r => r.Attribute("Include")!.Value.Replace('\\', '/'))
                .Select(path => Path.GetFileNameWithoutExtension(path)!);
            Assert.All(references, reference => Assert.True(
                Array.IndexOf(Line, reference) is >= 0 and var at && at < Array.IndexOf(Line, project), $"{project} must not use {reference}."));
        }
    }
}
