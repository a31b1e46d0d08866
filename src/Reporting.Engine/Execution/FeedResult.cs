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

    private readonly DbConnection connection;
    private readonly IDisposable stop;
    private readonly IWarehouseEngine engine;
    private readonly IReadOnlyList<FeedField> marks;
    private DbCommand? command;
    private DbDataReader? reader;
    private object? lastStored;
    private DateTimeOffset lastInstant;

    internal FeedResult(DbConnection connection, IDisposable stop, IWarehouseEngine engine, IReadOnlyList<FeedField> fields, IReadOnlyList<FeedField> marks) =>
        (this.connection, this.stop, this.engine, Fields, this.marks) = (connection, stop, engine, fields, marks);

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
        if (reader is null)
        {
            return false;
        }

        engine.BeginStep(connection);
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (DbException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was cancelled.", e, cancellationToken);
        }
        finally
        {
            engine.EndStep(connection);
        }
    }

    public bool IsNull(FeedField field) => reader!.IsDBNull(field.Ordinal);

    public string Text(FeedField field) => reader!.GetString(field.Ordinal);

    /// <summary>Reads the text as UTF-8, valid until the next row; false if the engine has no UTF-8.</summary>
    public bool TryUtf8(FeedField field, out ReadOnlySpan<byte> text) => engine.TryReadUtf8(reader!, field.Ordinal, out text);

    public IReadOnlyList<string> Texts(FeedField field) => IsNull(field) ? [] : Text(field).Split(Separator);

    /// <summary>Reads a whole number. A day is the number yyyymmdd.</summary>
    public long Whole(FeedField field) => engine.ReadWhole(reader!, field.Ordinal);

    public double Real(FeedField field) =>
        field.Divisor == 1 ? Convert.ToDouble(reader!.GetValue(field.Ordinal), CultureInfo.InvariantCulture) : Whole(field) / (double)field.Divisor;

    /// <summary>Rounds to ten places, without trailing zeros.</summary>
    public decimal Decimal(FeedField field) => FeedQuotient.Of(Whole(field), field.Divisor);

    /// <summary>Reads an instant. Rows of one import share it, so it is parsed once for consecutive equal values.</summary>
    public DateTimeOffset Instant(FeedField field)
    {
        var stored = reader!.GetValue(field.Ordinal);
        if (!stored.Equals(lastStored))
        {
            (lastStored, lastInstant) = (stored, engine.ReadTimestamp(stored));
        }

        return lastInstant;
    }

    public bool Flag(FeedField field) => Convert.ToBoolean(reader!.GetValue(field.Ordinal), CultureInfo.InvariantCulture);

    /// <summary>The place of the current row, for <see cref="FeedQuery.After"/>.</summary>
    public IReadOnlyList<object?> Mark() => [.. marks.Select(m => IsNull(m) ? null : Marked(m))];

    public async ValueTask DisposeAsync()
    {
        if (reader is not null)
        {
            await reader.DisposeAsync();
        }

        if (command is not null)
        {
            await command.DisposeAsync();
        }

        stop.Dispose();
        await connection.DisposeAsync();
    }

    internal async Task OpenAsync(DbCommand rows, CancellationToken cancellationToken)
    {
        command = rows;
        reader = await rows.ExecuteReaderAsync(cancellationToken);
        engine.EndStep(connection);
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
