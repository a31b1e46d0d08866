using Reporting.Rendering.Values;

namespace Reporting.Rendering.Excel.Sheets;

/// <summary>A column of the <c>Data</c> sheet.</summary>
/// <param name="Caption">Its header in English, from which its name in csv and json is made.</param>
/// <param name="Header">Its header in the words of a language.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Format">Excel's number format.</param>
/// <param name="Width">In characters; rows stream past, so it does not follow from them.</param>
public sealed record DataColumn(string Caption, DataKind Kind, string Format, double Width, Func<Captions, string> Header)
{
    /// <summary>Its name in csv and json.</summary>
    public string Id { get; } = Caption.ToLowerInvariant().Replace(' ', '_');
}

/// <summary>What the values of a <c>Data</c> column are; null is an empty cell in each.</summary>
public enum DataKind
{
    /// <summary>A string; never a formula.</summary>
    Text,

    /// <summary>A <see cref="long"/> or <see cref="double"/>.</summary>
    Number,

    /// <summary>A <see cref="Reporting.Warehouse.Dates.PartialDate"/>: a real date where a day from 1900 on is stated, else ISO text.</summary>
    Date,
}
