using System.Globalization;
using Reporting.Engine.Access;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;

namespace Reporting.Benchmarks;

/// <summary>The usual questions of an administrator, of the role reader as it is shipped, and under random row rules, taking turns on one file without the cache.</summary>
internal static class CallerQueries
{
    private const int Seed = 19;
    private static readonly string[] Countries = ["IN", "IL", "FR", "DE", "JP", "US", "GB", "IT"];

    /// <summary>An administrator first, then the others.</summary>
    public static IReadOnlyList<(string Name, Caller Caller)> Callers(BenchedWarehouse warehouse, AccessRules rules)
    {
        var random = new Random(Seed);
        return
        [
            ("administrator", rules.CallerOf("bench", ["admin"])),
            ("reader", rules.CallerOf("bench", ["reader"])),
            ("countries", Under("participant_country", FilterMode.Any, random.GetItems(Countries, 3))),
            ("domains", Under("domain", FilterMode.None, random.GetItems(warehouse.Codes("DimDomain"), 3))),
            ("types", Under("engagement_type", FilterMode.Links, random.GetItems(warehouse.Codes("DimEngagementType"), 8))),
        ];
    }

    /// <summary>Writes, for each question, the administrator's median and what each caller takes of it.</summary>
    public static async Task RunAsync(BenchedWarehouse warehouse, AccessRules rules, int size, int rounds, TextWriter output)
    {
        var callers = Callers(warehouse, rules);
        output.WriteLine($"### Callers at {size:N0} engagements");
        output.WriteLine();
        foreach (var (name, caller) in callers.Skip(1))
        {
            var (share, first) = (await warehouse.ShareAsync(caller), await warehouse.FirstAsync(caller));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"* {name} sees {share:P0} of the engagements: `{caller.Scope.Key}`. The first question of a data version takes {first:N0} ms longer."));
        }

        output.WriteLine();
        output.WriteLine("| question | administrator (ms) |" + string.Concat(callers.Skip(1).Select(c => $" {c.Name} ÷ administrator |")));
        output.WriteLine("|---|--:|" + string.Concat(callers.Skip(1).Select(_ => "--:|")));
        foreach (var question in UsualQueries.All)
        {
            var medians = await Timing.MediansAsync(rounds, [.. callers.Select(c => (Func<Task>)(() => warehouse.AskAsync(question, c.Caller)))]);
            var row = string.Create(CultureInfo.InvariantCulture, $"| {question.Name} | {medians[0]:N1} |")
                + string.Concat(medians.Skip(1).Select(m => string.Create(CultureInfo.InvariantCulture, $" {m / medians[0]:N2} |")));
            output.WriteLine(row);
            await Console.Error.WriteLineAsync($"{size,9:N0}  {row}");
        }

        output.WriteLine();
    }

    private static Caller Under(string dimension, FilterMode mode, IEnumerable<string> codes) =>
        new("bench", [], new RowScope([new QueryFilter(dimension, mode, [.. codes.Distinct().Order(StringComparer.Ordinal)])]), Visibility.Everything);
}
