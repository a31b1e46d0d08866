using System.Globalization;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;

namespace Reporting.Engine.Tests.Counting;

/// <summary>Every worked answer of the counting rules, by the product and by the oracle that other tests compare it with.</summary>
public sealed class CountingCasesTests(CountingCasesTests.SixEngagements six) : IClassFixture<CountingCasesTests.SixEngagements>
{
    public static TheoryData<string> Names() => [.. CountingCases.Names];

    [CaseFileTheory]
    [MemberData(nameof(Names))]
    public async Task The_product_gives_the_worked_answer(string name)
    {
        var asked = CountingCases.Named(name);
        var outcome = await six.Warehouse.AskAsync(CountingCases.Question(asked));
        Assert.True(outcome.IsValue(out var answer, out var problem), problem?.Message);
        AssertAnswer(
            asked,
            answer.Rows.Select(r => Text(r.Members.Select(m => m.Code), r.Values)),
            Text([], answer.Grand!.Values));
    }

    [CaseFileTheory]
    [MemberData(nameof(Names))]
    public void The_oracle_gives_the_worked_answer(string name)
    {
        var asked = CountingCases.Named(name);
        var answer = new Oracle(CountingCases.Data()).Ask(CountingCases.Question(asked));
        AssertAnswer(
            asked,
            answer.Rows.Select(r => Text(r.Members.Select(m => m.Code), r.Values)),
            Text([], answer.Grand!.Values));
    }

    private static void AssertAnswer(CountingCaseFile.CountingCase asked, IEnumerable<string> rows, string totals)
    {
        Assert.Equal(Stated([], asked.Totals), totals);
        var expected = asked.Rows?.Select(r => Stated(r.Take(asked.By.Count), r.Skip(asked.By.Count))) ?? [Stated([], asked.Totals)];
        Assert.Equal(expected.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private static string Text(IEnumerable<string?> members, IEnumerable<object?> values) =>
        string.Join(" | ", members.Select(m => m ?? "null").Concat(values.Select(v => v is null ? "null" : Number(Convert.ToDecimal(v, CultureInfo.InvariantCulture)))));

    private static string Stated(IEnumerable<string?> members, IEnumerable<string?> values) =>
        string.Join(" | ", members.Select(m => m ?? "null").Concat(values.Select(v => v is null ? "null" : Number(Fraction(v)))));

    private static decimal Fraction(string text) => text.Split('/').Select(part => decimal.Parse(part, CultureInfo.InvariantCulture)).Aggregate((a, b) => a / b);

    private static string Number(decimal value) => Math.Round(value, 10).ToString("0.##########", CultureInfo.InvariantCulture);

    public sealed class SixEngagements : IAsyncLifetime
    {
        public TestWarehouse Warehouse { get; private set; } = null!;

        public async Task InitializeAsync() => Warehouse = await TestWarehouse.CreateAsync(CountingCases.Data());

        public async Task DisposeAsync() => await Warehouse.DisposeAsync();
    }
}
