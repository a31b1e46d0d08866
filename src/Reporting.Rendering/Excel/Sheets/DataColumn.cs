using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>A column of the <c>Data</c> sheet.</summary>
/// <param name="Caption">The English header. The name in csv and json is derived from it.</param>
/// <param name="Header">The header in a language.</param>
/// <param name="Kind">The kind of its values.</param>
/// <param name="Format">Excel's number format.</param>
/// <param name="Width">In characters. It is fixed, because rows are streamed.</param>
public sealed record DataColumn(string Caption, DataKind Kind, string Format, double Width, Func<Captions, string> Header)
{
    /// <summary>The name in csv and json.</summary>
    public string Id { get; } = Caption.ToLowerInvariant().Replace(' ', '_');
}

/// <summary>The kinds of values in a <c>Data</c> column. Null is an empty cell.</summary>
public enum DataKind
{
    /// <summary>A string; never a formula.</summary>
    Text,

    /// <summary>A <see cref="long"/> or <see cref="double"/>.</summary>
    Number,

    /// <summary>A <see cref="Reporting.Warehouse.Dates.PartialDate"/>: a real date for a day from 1900 on, otherwise ISO text.</summary>
    Date,
}
