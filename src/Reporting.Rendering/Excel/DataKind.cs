namespace Reporting.Rendering.Excel;

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
