using Reporting.Engine.Engagements;
using Reporting.Rendering.Columns;

namespace Reporting.Delivery.Releases;

/// <summary>A table of a release, filled from the engagements that its maker sees.</summary>
/// <param name="Name">The name of its files, such as <c>engagements</c>.</param>
/// <param name="Row">The entity of a row.</param>
/// <param name="Rows">The rows of one engagement.</param>
internal sealed record ReleaseTable(string Name, string Row, IReadOnlyList<ReleaseColumn> Columns, Func<ListedEngagement, IEnumerable<object?[]>> Rows)
{
    /// <summary>The columns that identify a row.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    public IReadOnlyList<ReleaseReference> References { get; init; } = [];

    /// <summary>True for members, which several engagements have. Each is written once, by its first column.</summary>
    public bool IsOfMembers { get; init; }
}

/// <summary>A column of a release.</summary>
/// <param name="Meaning">The meaning of the column, with its unit.</param>
internal sealed record ReleaseColumn(string Name, ColumnType Type, string Meaning);

/// <summary>A column whose values are keys of another table of the release.</summary>
internal sealed record ReleaseReference(string Column, string Table);
