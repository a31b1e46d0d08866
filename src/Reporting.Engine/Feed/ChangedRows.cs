using Reporting.Engine.Sql;
using static Reporting.Engine.Feed.FeedPropertyType;

namespace Reporting.Engine.Feed;

/// <summary>The set of changes: a row for each changed field of an engagement, or for an engagement that is new, withdrawn or has corrected members.</summary>
public static class ChangedRows
{
    /// <summary>The name of the set.</summary>
    public const string Name = "Changes";

    internal static readonly (string, SqlColumnType)[] Columns =
        [("Id", SqlColumnType.Text), ("Code", SqlColumnType.Text), ("Kind", SqlColumnType.Text), ("Field", SqlColumnType.Text), ("OldValue", SqlColumnType.Text), ("NewValue", SqlColumnType.Text), ("DataVersion", SqlColumnType.Whole)];

    internal static readonly EntitySet Set = new(Name, "Change",
    [
        EntitySets.Words("Id"), EntitySets.Words("Code"), EntitySets.Words("Kind"), EntitySets.Words("Field") with { IsNullable = true },
        EntitySets.Words("OldValue") with { IsNullable = true }, EntitySets.Words("NewValue") with { IsNullable = true }, new("DataVersion", Whole),
    ])
    {
        Rows = new FeedRows.Changes(), Alias = "c",
    };
}
