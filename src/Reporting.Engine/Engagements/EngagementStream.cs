using System.Runtime.CompilerServices;
using Reporting.Engine.Model;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Engagements;

/// <summary>
/// A long page of engagements, read in batches, so memory does not grow with the page. All else of the page is known before the first batch.
/// It holds a connection: dispose it.
/// </summary>
public sealed class EngagementStream : IAsyncDisposable
{
    private const int BatchSize = 250;

    private readonly EngagementReader _reader;
    private readonly Snapshot _snapshot;
    private readonly Visibility _visible;
    private readonly EngagementOrder _order;
    private readonly IReadOnlyList<int> _keys;
    private readonly bool _withRelations;

    internal EngagementStream(EngagementReader reader, Snapshot snapshot, Visibility visible, EngagementQuery query, IReadOnlyList<int> keys, EngagementPage page) =>
        (_reader, _snapshot, _visible, _order, _keys, _withRelations, Page) = (reader, snapshot, visible, query.Order, keys, query.WithRelations, page);

    /// <summary>The page without its engagements.</summary>
    public EngagementPage Page { get; }

    /// <summary>The number of engagements on the page.</summary>
    public int Rows => _keys.Count;

    /// <summary>The id of the query, for the tools of the database.</summary>
    public string QueryId => _snapshot.Plan.Id;

    /// <summary>
    /// Reads the engagements once, in their order. Cancelling stops the statement. If an import changes the data, it throws
    /// <see cref="DataVersionChangedException"/>; on SQLite all batches read one state of the data.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<ListedEngagement>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = _snapshot.Engine.StopOn(_snapshot.Connection, cancellationToken);
        foreach (var keys in _keys.Chunk(BatchSize))
        {
            var batch = await _reader.ReadAsync(_snapshot.Plan, _visible, _order, keys, _snapshot.Connection, cancellationToken, _withRelations);
            _snapshot.Engine.EndStep(_snapshot.Connection);
            if (batch.Count != keys.Length)
            {
                throw new DataVersionChangedException();
            }

            yield return batch;
        }

        if (await _snapshot.HasMovedAsync(cancellationToken))
        {
            throw new DataVersionChangedException();
        }
    }

    public ValueTask DisposeAsync() => _snapshot.Connection.DisposeAsync();
}
