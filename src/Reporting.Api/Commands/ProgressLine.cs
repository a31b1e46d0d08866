using Reporting.Warehouse.Imports;

namespace Reporting.Api.Commands;

/// <summary>Shows the progress of an import on one line of standard error.</summary>
internal sealed class ProgressLine : IProgress<ImportProgress>
{
    private int _length;

    public void Report(ImportProgress value)
    {
        var line = value.IsMerging ? $"{value.Rows:N0} rows read, writing …" : $"{value.Rows:N0} rows read, {value.Rejected:N0} engagements refused";
        Console.Error.Write($"\r{line.PadRight(_length)}");
        _length = line.Length;
    }

    /// <summary>Clears the line.</summary>
    public void End() => Console.Error.Write(_length == 0 ? "" : $"\r{new string(' ', _length)}\r");
}
