using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>The namespaces of a project form layers without cycles.</summary>
public sealed partial class NamespacesTests
{
    [Theory]
    [InlineData("Reporting.Warehouse")]
    [InlineData("Reporting.Engine")]
    [InlineData("Reporting.Rendering")]
    [InlineData("Reporting.Delivery")]
    [InlineData("Reporting.Api")]
    public void Namespaces_depend_on_each_other_in_one_direction(string project)
    {
        var files = RepositoryFiles.Under("src/" + project, "*.cs").Select(path => RepositoryFiles.Read(path)).Select(text => (Namespace: Namespace().Match(text).Groups[1].Value, Text: text)).ToList();
        var homes = files.SelectMany(f => Types().Matches(f.Text).Select(m => (Type: m.Groups[1].Value, f.Namespace))).Distinct().ToLookup(t => t.Type, t => t.Namespace);
        var needs = files
            .SelectMany(file => Needs(file.Namespace, Comments().Replace(file.Text, ""), homes).Select(needed => (file.Namespace, needed)))
            .ToLookup(edge => edge.Namespace, edge => edge.needed);
        Assert.True(homes.Count > 50);
        Assert.Empty(needs.Select(n => n.Key).Where(start => Reach(start, needs).Contains(start)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_cycle_is_found()
    {
        var needs = new[] { ("A", "B"), ("B", "C"), ("C", "A"), ("D", "A") }.ToLookup(e => e.Item1, e => e.Item2);
        Assert.Equal(["A", "B", "C"], needs.Select(n => n.Key).Where(start => Reach(start, needs).Contains(start)));
    }

    // A name counts if only one namespace of the project has such a type and the file can see it.
    private static IEnumerable<string> Needs(string home, string code, ILookup<string, string> homes)
    {
        var usings = Usings().Matches(code).Select(m => m.Groups[1].Value).ToHashSet();
        return Words().Matches(Usings().Replace(code, ""))
            .Select(word => homes[word.Value].ToList())
            .Where(found => found.Count == 1 && found[0] != home && (usings.Contains(found[0]) || home.StartsWith(found[0] + ".", StringComparison.Ordinal)))
            .Select(found => found[0])
            .Distinct();
    }

    private static HashSet<string> Reach(string start, ILookup<string, string> needs)
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>(needs[start]);
        while (open.TryDequeue(out var next))
        {
            if (reached.Add(next))
            {
                foreach (var further in needs[next])
                {
                    open.Enqueue(further);
                }
            }
        }

        return reached;
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public |internal )?(?:static |sealed |abstract |partial |readonly )*(?:class|record struct|record|struct|interface|enum) ([A-Z]\w+)", RegexOptions.Multiline)]
    private static partial Regex Types();

    [GeneratedRegex(@"^using (?:static )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Words();
}
