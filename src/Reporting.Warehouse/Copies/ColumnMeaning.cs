namespace Reporting.Warehouse.Copies;

/// <summary>What a column holds, however its engine keeps it.</summary>
internal enum ColumnMeaning
{
    /// <summary>A whole number, or yes and no as 1 and 0.</summary>
    Number,
    Text,

    /// <summary>A calendar day.</summary>
    Day,

    /// <summary>An instant of UTC, to the second.</summary>
    Instant,
}
