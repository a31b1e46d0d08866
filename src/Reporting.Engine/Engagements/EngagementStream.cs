using System.Runtime.CompilerServices;
using Reporting.Engine.Model;
using Reporting.Engine.Sql;

namespace Reporting.Engine.Engagements;

/// <summary>
/// A long page of engagements, read a batch at a time: memory does not grow with the page. All of it but the engagements themselves is known
/// before the first is read. It holds a connection: dispose of it.
/// </summary>
public sealed class EngagementStream : IAsyncDisposable
{
    private const int BatchSize = 250;

    private readonly EngagementReader _reader;
    private readonly Snapshot _snapshot;
    private readonly Visibility _visible;
    private readonly IReadOnlyList<int> _keys;

    internal EngagementStream(EngagementReader reader, Snapshot snapshot, Visibility visible, IReadOnlyList<int> keys, EngagementPage page) =>
        (_reader, _snapshot, _visible, _keys, Page) = (reader, snapshot, visible, keys, page);

    /// <summary>All that is said of the page; its list of engagements is empty.</summary>
    public EngagementPage Page { get; }

    /// <summary>How many engagements the page has.</summary>
    public int Rows => _keys.Count;

    /// <summary>The id of the question, for the database's own tools.</summary>
    public string QueryId => _snapshot.Plan.Id;

    /// <summary>
    /// The engagements, newest first. Read once; cancelling stops the statement. An import that changes the data meanwhile ends it with a
    /// <see cref="DataVersionChangedException"/>; on SQLite all is read from one state of the data.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<ListedEngagement>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = _snapshot.Engine.StopOn(_snapshot.Connection, cancellationToken);
        foreach (var keys in _keys.Chunk(BatchSize))
        {
            var batch = await _reader.ReadAsync(_snapshot.Plan, _visible, keys, _snapshot.Connection, cancellationToken);
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
