namespace Reporting.Rendering.Grids;

/// <summary>A section as one flat table: what a sheet or a CSV file holds.</summary>
/// <param name="Total">One value per column, as the database counted it; or null for none.</param>
internal sealed record Grid(
    string Id,
    string Title,
    IReadOnlyList<string> Notes,
    IReadOnlyList<GridColumn> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows,
    IReadOnlyList<object?>? Total = null);
