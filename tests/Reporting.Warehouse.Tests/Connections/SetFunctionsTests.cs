using Dapper;
using Microsoft.Data.Sqlite;

namespace Reporting.Warehouse.Tests.Connections;

public sealed class SetFunctionsTests
{
    [Theory]
    [InlineData("NULL", 3)]
    [InlineData("x'0300000000000000'", 2)]
    [InlineData("x'0000000000000080'", 0)]
    public async Task Common_numbers_are_counted(string kept, int expected)
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        await using var connection = await warehouse.Connections.OpenReadAsync();

        // The second of two sets: bits 0, 1 and 2.
        Assert.Equal(expected, await connection.ExecuteScalarAsync<int>($"SELECT count_common(8, {kept}, x'FF000000000000000700000000000000', 1)"));
    }

    [Theory]
    [InlineData("8, NULL")]
    [InlineData("8, NULL, x'00', 0")]
    [InlineData("0, x'0000000000000000'")]
    [InlineData("8, x'0000000000000000', x'0000000000000000', 1")]
    [InlineData("8, x'0000000000000000', x'0000000000000000', -1")]
    [InlineData("8, x'0000000000000000', x'0000000000000000', 9223372036854775807")]
    [InlineData("8, x'0000000000000000', NULL, 0")]
    [InlineData("8, x'0000000000000000', x'0000000000000000'")]
    public async Task A_place_outside_of_the_sets_is_an_error(string arguments)
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        await using var connection = await warehouse.Connections.OpenReadAsync();

        await Assert.ThrowsAsync<SqliteException>(() => connection.ExecuteScalarAsync<int>($"SELECT count_common({arguments})"));
    }

    [Fact]
    public async Task A_set_has_the_bit_of_each_number()
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        await using var connection = await warehouse.Connections.OpenReadAsync();

        Assert.Null(await connection.ExecuteScalarAsync<byte[]>("SELECT set_of(j.value) FROM json_each('[]') j"));
        Assert.Equal([0x81, 0x80], await connection.ExecuteScalarAsync<byte[]>("SELECT set_of(j.value) FROM json_each('[0, 7, 15, 7]') j"));

        // It grows, and groups do not share it.
        var far = await connection.ExecuteScalarAsync<byte[]>("SELECT set_of(j.value) AS s FROM json_each('[100000, 1, 50001]') j GROUP BY j.value % 2 ORDER BY length(s) DESC LIMIT 1");
        Assert.Equal([(12_500, (byte)1)], far!.Index().Where(b => b.Item != 0).Select(b => (b.Index, b.Item)));
        await Assert.ThrowsAsync<SqliteException>(() => connection.ExecuteScalarAsync<byte[]>("SELECT set_of(-1)"));
    }
}
