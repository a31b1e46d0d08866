using System.Globalization;
using Dapper;

namespace Reporting.Warehouse.Operations;

/// <summary>The last two visits of each signed-in person to the first page.</summary>
public sealed class VisitStore(OperationsConnections connections)
{
    private const string Select = "SELECT DataVersion, VisitedAt, BeforeVersion, BeforeAt FROM PageVisit WHERE Person = @person";

    /// <summary>Null for a person who was never there.</summary>
    public async Task<Visits?> FindAsync(string person, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenReadAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Select, new { person }, cancellationToken: cancellationToken));
        return row is null ? null : new Visits(Of(row.DataVersion, row.VisitedAt)!, Of(row.BeforeVersion, row.BeforeAt));
    }

    public async Task SaveAsync(string person, Visits visits, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenWriteAsync(cancellationToken);
        var values = new
        {
            person, visits.Last.Version, At = connections.Engine.Timestamp(visits.Last.At),
            BeforeVersion = visits.Before?.Version, BeforeAt = visits.Before is { } before ? connections.Engine.Timestamp(before.At) : null,
        };
        await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE PageVisit SET DataVersion = @Version, VisitedAt = @At, BeforeVersion = @BeforeVersion, BeforeAt = @BeforeAt WHERE Person = @person", values, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO PageVisit (Person, DataVersion, VisitedAt, BeforeVersion, BeforeAt)
            SELECT @person, @Version, @At, @BeforeVersion, @BeforeAt WHERE NOT EXISTS (SELECT 1 FROM PageVisit WHERE Person = @person)
            """,
            values,
            cancellationToken: cancellationToken));
    }

    private Visit? Of(object? version, object? at) => version is null || at is null ? null : new Visit(Convert.ToInt32(version, CultureInfo.InvariantCulture), connections.Engine.ReadTimestamp(at));

    private sealed class Row
    {
        public object? DataVersion { get; init; }

        public object? VisitedAt { get; init; }

        public object? BeforeVersion { get; init; }

        public object? BeforeAt { get; init; }
    }
}

/// <summary>The current visit, and the one before it; null for the first.</summary>
public sealed record Visits(Visit Last, Visit? Before);

/// <summary>A visit: the data version that it saw, and its time in UTC.</summary>
public sealed record Visit(int Version, DateTimeOffset At);
