using Reporting.Warehouse.Imports;

namespace Reporting.Api.Commands;

/// <summary>One line on standard error that says how far an import is.</summary>
internal sealed class ProgressLine : IProgress<ImportProgress>
{
    private int _length;

    public void Report(ImportProgress value)
    {
        var line = value.IsMerging ? $"{value.Rows:N0} rows read, writing …" : $"{value.Rows:N0} rows read, {value.Rejected:N0} engagements refused";
        Console.Error.Write($"\r{line.PadRight(_length)}");
        _length = line.Length;
    }

    /// <summary>Makes room for what is said next.</summary>
    public void End() => Console.Error.Write(_length == 0 ? "" : $"\r{new string(' ', _length)}\r");
}
