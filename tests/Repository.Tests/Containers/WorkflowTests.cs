using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Repository.Tests.Containers;

/// <summary>The workflow of a public CI, which does not run here: it can be read, and what it calls exists.</summary>
public sealed class WorkflowTests
{
    private const string Workflow = ".github/workflows/tests.yml";

    private static readonly string Text = RepositoryFiles.Read(Workflow);

    [Fact]
    public void Commands_of_the_workflow_exist_and_its_server_is_reached_by_the_variables_of_the_tests()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text));
        var jobs = (YamlMappingNode)((YamlMappingNode)yaml.Documents[0].RootNode)["jobs"];
        var runs = jobs.Children.Values.Cast<YamlMappingNode>().SelectMany(job => (YamlSequenceNode)job["steps"]).OfType<YamlMappingNode>().Where(step => step.Children.ContainsKey("run")).Select(step => step["run"].ToString()).ToList();

        Assert.Contains(".ci/run", runs);
        Assert.True(File.Exists(Path.Combine(RepositoryFiles.Root, ".ci", "run")));
        var makefile = RepositoryFiles.Read("Makefile");
        Assert.All(runs.SelectMany(run => Regex.Matches(run, "make ([a-z-]+)").Select(m => m.Groups[1].Value)), target => Assert.Matches($"(?m)^{target}:", makefile));
        Assert.All(runs.SelectMany(run => Regex.Matches(run, @"eng/[a-z-]+\.sh").Select(m => m.Value)), script => Assert.True(File.Exists(Path.Combine(RepositoryFiles.Root, script)), script));

        var script = RepositoryFiles.Read("eng/test-server.sh");
        Assert.All(Regex.Matches(Text, "REPORTING_[A-Z_]+").Select(m => m.Value).Distinct(), variable => Assert.Contains(variable, script, StringComparison.Ordinal));
    }

    [Fact]
    public void The_password_of_the_server_is_the_one_of_the_connection_string() => Assert.Equal(
        Regex.Match(Text, "MSSQL_SA_PASSWORD: (\\S+)").Groups[1].Value, Regex.Match(Text, "User Id=sa;Password=([^;]+);").Groups[1].Value);
}
