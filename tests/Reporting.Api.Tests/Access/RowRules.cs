using System.Text;
using System.Text.Json;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;

namespace Reporting.Api.Tests.Access;

/// <summary>Random row rules as an access file, for callers with one or two roles.</summary>
/// <param name="scopes">Makes the rules of a role.</param>
internal sealed class RowRules(Random random, TestData data, Func<RowScope> scopes)
{
    public const string Unlimited = "unlimited";

    /// <summary>A role with a rule that hides nothing. Importers under rules are not told which relations and evidence wait for engagements (decision 0061).</summary>
    public const string HidesNothing = "hides-nothing";
    private static readonly string[] Markings = ["public", "official", "restricted"];

    private readonly StringBuilder _file = new($$"""
        markings: [public, official, restricted]
        roles:
          {{Unlimited}}:
            permissions: [read, export, import, schedule]
            sees: {measures: [all], dimensions: [all], clearance: restricted}
          {{HidesNothing}}:
            permissions: [read, export, import, schedule]
            sees: {measures: [all], dimensions: [all], clearance: restricted, rows: [{dimension: handling, any: [public, official, restricted]}]}

        """);

    /// <summary>The current access file.</summary>
    public string File => _file.ToString();

    /// <summary>The roles of a caller, and the data that they show.</summary>
    public (string Roles, TestData Seen) Next(int number)
    {
        var names = Enumerable.Range(0, random.Next(4) == 0 ? 2 : 1).Select(i => $"rule-{number}-{i}").ToList();
        var own = names.ConvertAll(Role);
        return (string.Join(' ', names), new TestData([.. data.Engagements.Where(e => own.Any(s => VisibleData.Of(s, new TestData([e])).Engagements.Count > 0))]));
    }

    private RowScope Role(string name)
    {
        var scope = RowScope.Everything;
        while (scope.IsEverything)
        {
            scope = scopes();
        }

        var rules = scope.Alternatives[0];
        var clearance = random.Next(2) == 0 ? 2 : random.Next(3);
        _file.AppendLine($"  {name}:");
        _file.AppendLine("    permissions: [read, export, import, schedule]");
        _file.AppendLine("    sees:");
        _file.AppendLine("      measures: [all]");
        _file.AppendLine("      dimensions: [all]");
        _file.AppendLine($"      clearance: {Markings[clearance]}");
        _file.AppendLine("      rows:");
        foreach (var rule in rules)
        {
            _file.AppendLine($"        - dimension: {rule.Dimension}");
            _file.AppendLine($"          {Word(rule.Mode)}: {JsonSerializer.Serialize(rule.Values)}");
        }

        return new RowScope([.. rules, new QueryFilter("handling", FilterMode.Links, Markings[..(clearance + 1)])]);
    }

    private static string Word(FilterMode mode) => mode switch { FilterMode.All => "all", FilterMode.None => "none", _ => "any" };
}
