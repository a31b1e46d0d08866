using Dapper;

namespace Reporting.Warehouse.Tests.Connections;

public sealed class BitAtFunctionTests
{
    /// <summary>Bits 0, 7, 8 and 15 are set.</summary>
    private static readonly byte[] Bits = [0x81, 0x81];

    [Theory]
    [InlineData("0", 1)]
    [InlineData("1", 0)]
    [InlineData("7", 1)]
    [InlineData("8", 1)]
    [InlineData("15", 1)]
    [InlineData("16", 0)]
    [InlineData("-1", 0)]
    [InlineData("-9223372036854775808", 0)]
    [InlineData("9223372036854775807", 0)]
    public async Task A_bit_outside_the_blob_is_not_set(string number, int expected)
    {
        await using var warehouse = await TestWarehouse.CreateAsync();
        await using var connection = await warehouse.Connections.OpenReadAsync();

        Assert.Equal(expected, await connection.ExecuteScalarAsync<int>($"SELECT bit_at(@Bits, {number})", new { Bits }));
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>($"SELECT bit_at(@Bits, {number})", new { Bits = Array.Empty<byte>() }));
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>($"SELECT bit_at(NULL, {number})"));
    }
}
