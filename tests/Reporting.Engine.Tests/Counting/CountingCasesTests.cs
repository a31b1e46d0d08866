using System.Globalization;
using Reporting.TestWarehouses;
using Reporting.TestWarehouses.Counting;

namespace Reporting.Engine.Tests.Counting;

/// <summary>Compares the worked examples of the counting rules with the product, and with the oracle that other tests use.</summary>
public abstract class CountingCasesTests(CountingCasesTests.CasesWarehouse six)
{
    public sealed class OnSqlite(SqliteCases six) : CountingCasesTests(six), IClassFixture<SqliteCases>;

    [OnServer]
    public sealed class OnSqlServer(ServerCases six) : CountingCasesTests(six), IClassFixture<ServerCases>;

    public static TheoryData<string> Names() => [.. CountingCases.Names];

    [CaseFileTheory]
    [MemberData(nameof(Names))]
    public async Task The_product_gives_the_worked_result(string name)
    {
        var asked = CountingCases.Named(name);
        var outcome = await six.Warehouse.AskAsync(CountingCases.Query(asked));
        Assert.True(outcome.IsValue(out var answer, out var problem), problem?.Message);
        AssertAnswer(
            asked,
            answer.Rows.Select(r => Text(r.Members.Select(m => m.Code), r.Values)),
            Text([], answer.Grand!.Values));
    }

    [CaseFileTheory]
    [MemberData(nameof(Names))]
    public void The_oracle_gives_the_worked_result(string name)
    {
        var asked = CountingCases.Named(name);
        var answer = new Oracle(CountingCases.Data()).Ask(CountingCases.Query(asked));
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

    public abstract class CasesWarehouse(WarehouseProvider engine) : IAsyncLifetime
    {
        private TestWarehouse? _warehouse;

        public TestWarehouse Warehouse => _warehouse!;

        // If all tests of the class are skipped, there is no server for the warehouse.
        public async Task InitializeAsync() =>
            _warehouse = TestServer.Lacks(engine) ? null : await TestWarehouse.CreateAsync(CountingCases.Data(), engine);

        public async Task DisposeAsync()
        {
            if (_warehouse is not null)
            {
                await _warehouse.DisposeAsync();
            }
        }
    }

    public sealed class SqliteCases() : CasesWarehouse(WarehouseProvider.Sqlite);

    public sealed class ServerCases() : CasesWarehouse(WarehouseProvider.SqlServer);
}
