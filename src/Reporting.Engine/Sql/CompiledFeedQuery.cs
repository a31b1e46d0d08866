using Reporting.Engine.Feed;

namespace Reporting.Engine.Sql;

/// <summary>A statement over a set: its rows, where each asked value stands, and the columns that say a row's place in the order.</summary>
internal sealed record CompiledFeedQuery(CompiledStatement Statement, IReadOnlyList<FeedField> Fields, IReadOnlyList<FeedField> Marks);
