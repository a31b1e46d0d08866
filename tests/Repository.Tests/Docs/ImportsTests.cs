using Reporting.Warehouse.Imports.Native;

namespace Repository.Tests.Docs;

public sealed class ImportsTests
{
    [Fact]
    public void Every_column_of_the_native_layout_is_documented_in_its_order() =>
        Assert.Equal(NativeColumns.All, MarkdownRows.ByName("docs/imports.md").Select(row => row.Key));
}
