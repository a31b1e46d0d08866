using Dapper;
using Reporting.Warehouse.Operations;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Events;

/// <summary>The last state that was sent to each receiver.</summary>
public sealed class EventStore(OperationsConnections connections)
{
    /// <summary>Claims a due receiver for this process until <paramref name="until"/>. Null if there is nothing to do.</summary>
    /// <param name="now">The state with which a new receiver starts.</param>
    internal async Task<EventState?> ClaimAsync(string receiver, EventState now, DateTimeOffset at, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var values = new { receiver, at = connections.Engine.Timestamp(at), until = connections.Engine.Timestamp(until), told = now.ToText() };
        if (await connection.ExecuteAsync(new CommandDefinition("UPDATE EventReceiver SET NextAt = @until WHERE AddressHash = @receiver AND NextAt <= @at", values, cancellationToken: cancellationToken)) == 1)
        {
            return EventState.Read(await connection.QuerySingleAsync<string>(new CommandDefinition("SELECT Told FROM EventReceiver WHERE AddressHash = @receiver", values, cancellationToken: cancellationToken)));
        }

        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO EventReceiver (AddressHash, Told, NextAt) SELECT @receiver, @told, @at WHERE NOT EXISTS (SELECT 1 FROM EventReceiver WHERE AddressHash = @receiver)", values, cancellationToken: cancellationToken));
        return null;
    }

    /// <summary>True if this address was looked at before.</summary>
    internal async Task<bool> KnowsAsync(string address)
    {
        await using var connection = await connections.OpenReadAsync();
        return await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM EventReceiver WHERE AddressHash = @receiver", new { receiver = Sha256.Of(address) }) == 1;
    }

    /// <param name="next">The time of the next look at this receiver.</param>
    internal async Task SaveAsync(string receiver, EventState told, DateTimeOffset next, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE EventReceiver SET Told = @told, NextAt = @next WHERE AddressHash = @receiver", new { receiver, told = told.ToText(), next = connections.Engine.Timestamp(next) }, cancellationToken: cancellationToken));
    }
}
