using System.Data.Common;
using System.Globalization;
using Reporting.Engine.Feed;
using Reporting.Engine.Model;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Execution;

/// <summary>Rows as the database returns them, one at a time. It holds a connection: dispose it.</summary>
public sealed class FeedResult : IAsyncDisposable
{
    internal const char Separator = '\u001F';

    private readonly DbConnection _connection;
    private readonly IDisposable _stop;
    private readonly IWarehouseEngine _engine;
    private readonly IReadOnlyList<FeedField> _marks;
    private DbCommand? _command;
    private DbDataReader? _reader;
    private object? _lastStored;
    private DateTimeOffset _lastInstant;

    internal FeedResult(DbConnection connection, IDisposable stop, IWarehouseEngine engine, IReadOnlyList<FeedField> fields, IReadOnlyList<FeedField> marks) =>
        (_connection, _stop, _engine, Fields, _marks) = (connection, stop, engine, fields, marks);

    /// <summary>One field for each column of the query, in its order.</summary>
    public IReadOnlyList<FeedField> Fields { get; }

    /// <summary>The number of rows on all pages; null if not requested.</summary>
    public long? Count { get; internal set; }

    public required DataVersion Version { get; init; }

    /// <summary>The highest classification of the engagements that the caller sees.</summary>
    public required Classification Handling { get; init; }

    /// <summary>Moves to the next row; false after the last.</summary>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (_reader is null)
        {
            return false;
        }

        _engine.BeginStep(_connection);
        try
        {
            return await _reader.ReadAsync(cancellationToken);
        }
        catch (DbException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was cancelled.", e, cancellationToken);
        }
        finally
        {
            _engine.EndStep(_connection);
        }
    }

    public bool IsNull(FeedField field) => _reader!.IsDBNull(field.Ordinal);

    public string Text(FeedField field) => _reader!.GetString(field.Ordinal);

    /// <summary>Reads the text as UTF-8, valid until the next row; false if the engine has no UTF-8.</summary>
    public bool TryUtf8(FeedField field, out ReadOnlySpan<byte> text) => _engine.TryReadUtf8(_reader!, field.Ordinal, out text);

    public IReadOnlyList<string> Texts(FeedField field) => IsNull(field) ? [] : Text(field).Split(Separator);

    /// <summary>Reads a whole number. A day is the number yyyymmdd.</summary>
    public long Whole(FeedField field) => _engine.ReadWhole(_reader!, field.Ordinal);

    public double Real(FeedField field) =>
        field.Divisor == 1 ? Convert.ToDouble(_reader!.GetValue(field.Ordinal), CultureInfo.InvariantCulture) : Whole(field) / (double)field.Divisor;

    /// <summary>Rounds to ten places, without trailing zeros.</summary>
    public decimal Decimal(FeedField field) => FeedQuotient.Of(Whole(field), field.Divisor);

    /// <summary>Reads an instant. Rows of one import share it, so it is parsed once for consecutive equal values.</summary>
    public DateTimeOffset Instant(FeedField field)
    {
        var stored = _reader!.GetValue(field.Ordinal);
        if (!stored.Equals(_lastStored))
        {
            (_lastStored, _lastInstant) = (stored, _engine.ReadTimestamp(stored));
        }

        return _lastInstant;
    }

    public bool Flag(FeedField field) => Convert.ToBoolean(_reader!.GetValue(field.Ordinal), CultureInfo.InvariantCulture);

    /// <summary>The place of the current row, for <see cref="FeedQuery.After"/>.</summary>
    public IReadOnlyList<object?> Mark() => [.. _marks.Select(m => IsNull(m) ? null : Marked(m))];

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null)
        {
            await _reader.DisposeAsync();
        }

        if (_command is not null)
        {
            await _command.DisposeAsync();
        }

        _stop.Dispose();
        await _connection.DisposeAsync();
    }

    internal async Task OpenAsync(DbCommand rows, CancellationToken cancellationToken)
    {
        _command = rows;
        _reader = await rows.ExecuteReaderAsync(cancellationToken);
        _engine.EndStep(_connection);
    }

    private object Marked(FeedField field) => field.Kind switch
    {
        FeedPropertyType.Text => Text(field),
        FeedPropertyType.Instant => Instant(field),
        FeedPropertyType.Flag => Flag(field),
        FeedPropertyType.Real when field.Divisor == 1 => Real(field),
        _ => Whole(field),
    };
}
