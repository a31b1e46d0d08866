using System.Text;

namespace Reporting.Warehouse.Imports;

/// <summary>How a file is written from which refused rows can be read again: its encoding and delimiter, the rows up to the first data row, and those after the last.</summary>
internal sealed record RejectedLayout(Encoding Encoding, char Delimiter, bool Quotes, IReadOnlyList<string[]> Lead, int HeaderIndex)
{
    /// <summary>The two columns that say what is wrong; an import ignores them.</summary>
    public static readonly IReadOnlyList<string> Columns = ["RefusedColumn", "RefusedBecause"];

    /// <summary>Rows after the last data row.</summary>
    public List<string[]> Tail { get; } = [];
}
