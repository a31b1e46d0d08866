using System.Data.Common;
using System.Runtime.CompilerServices;
using Reporting.Engine.Model;
using Reporting.Engine.Planning;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports;

namespace Reporting.Engine.Engagements;

/// <summary>
/// A long page of engagements, read a batch at a time: memory does not grow with the page. All of it but the engagements themselves is known
/// before the first is read. It holds a connection: dispose of it.
/// </summary>
public sealed class EngagementStream : IAsyncDisposable
{
    private const int BatchSize = 250;

    private readonly EngagementReader _reader;
    private readonly DataVersionStore _versions;
    private readonly IWarehouseEngine _engine;
    private readonly DbConnection _connection;
    private readonly QueryPlan _plan;
    private readonly Visibility _visible;
    private readonly IReadOnlyList<int> _keys;

    internal EngagementStream(
        EngagementReader reader, DataVersionStore versions, IWarehouseEngine engine, DbConnection connection, QueryPlan plan, Visibility visible, IReadOnlyList<int> keys, EngagementPage page)
    {
        (_reader, _versions, _engine, _connection, _plan, _visible, _keys) = (reader, versions, engine, connection, plan, visible, keys);
        Page = page;
    }

    /// <summary>All that is said of the page; its list of engagements is empty.</summary>
    public EngagementPage Page { get; }

    /// <summary>How many engagements the page has.</summary>
    public int Rows => _keys.Count;

    /// <summary>The id of the question, for the database's own tools.</summary>
    public string QueryId => _plan.Id;

    /// <summary>
    /// The engagements, newest first. Read once; cancelling stops the statement. An import that changes the data meanwhile ends it with a
    /// <see cref="DataVersionChangedException"/>; on SQLite all is read from one state of the data.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<ListedEngagement>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = _engine.StopOn(_connection, cancellationToken);
        foreach (var keys in _keys.Chunk(BatchSize))
        {
            var batch = await _reader.ReadAsync(_plan, _visible, keys, _connection, cancellationToken);
            _engine.EndStep(_connection);
            if (batch.Count != keys.Length)
            {
                throw new DataVersionChangedException();
            }

            yield return batch;
        }

        if (await _versions.ReadAsync(_connection, cancellationToken: cancellationToken) != Page.Version)
        {
            throw new DataVersionChangedException();
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
