using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Demo;

/// <summary>
/// Fills an embedded warehouse with invented engagements, as one data version and in one transaction. The same seed and number give the same rows on any
/// machine, because even the time of the import is fixed.
/// </summary>
public sealed class DemoGenerator(WarehouseConnections connections)
{
    /// <summary>The mapping name of the demo import.</summary>
    public const string Mapping = "demo";

    /// <summary>The most engagements of one run. Their codes have eight digits.</summary>
    public const int MaxEngagements = 20_000_000;

    // After the last day of the demo data.
    private static readonly DateTimeOffset ImportedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    /// <summary>Problems: <c>demo-size</c>, <c>demo-needs-sqlite</c>, <c>demo-present</c>, <c>warehouse-busy</c>.</summary>
    public async Task<Outcome<DemoResult>> RunAsync(DemoRequest request, CancellationToken cancellationToken = default)
    {
        if (request.Engagements is < 1 or > MaxEngagements)
        {
            return new Problem(ErrorCodes.DemoSize, $"The number of engagements cannot be {request.Engagements}.", "Choose a number from 1 to 20,000,000.");
        }

        if (connections.Provider != WarehouseProvider.Sqlite)
        {
            return new Problem(
                ErrorCodes.DemoNeedsSqlite, "Demo data is generated into the embedded database only.", "Set Warehouse:Provider to Sqlite and Warehouse:ConnectionString to a file.");
        }

        var clock = Stopwatch.StartNew();
        await using var connection = (SqliteConnection)await connections.OpenWriteAsync(cancellationToken);
        await using var load = await BulkLoad.BeginAsync(connection);
        try
        {
            await using var transaction = await connections.Engine.BeginExclusiveAsync(connection, "Reporting.Import", Wait, cancellationToken);
            if (await IsPresentAsync(transaction))
            {
                return new Problem(
                    ErrorCodes.DemoPresent, "The warehouse already has demo data, or codes that begin with 'demo-'.",
                    "Generate into a new file: set Warehouse__ConnectionString to 'Data Source=data/demo.db'.");
            }

            var result = await GenerateAsync(request, load, transaction, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return result with { Took = clock.Elapsed };
        }
        catch (TimeoutException busy)
        {
            return new Problem(ErrorCodes.WarehouseBusy, busy.Message, "Wait until the other import or migration has ended and try again.");
        }
    }

    // '.' follows '-' in character order.
    private static async Task<bool> IsPresentAsync(DbTransaction transaction) => await transaction.Connection!.ExecuteScalarAsync<long>(
        """
        SELECT (SELECT COUNT(*) FROM Import WHERE Mapping = 'demo')
             + (SELECT COUNT(*) FROM FactEngagement WHERE Code >= 'demo-' AND Code < 'demo.')
             + (SELECT COUNT(*) FROM DimParticipant WHERE Code >= 'demo-' AND Code < 'demo.')
             + (SELECT COUNT(*) FROM DimSource WHERE Code >= 'demo-' AND Code < 'demo.')
        """,
        transaction: transaction) > 0;

    private async Task<DemoResult> GenerateAsync(DemoRequest request, BulkLoad load, DbTransaction transaction, CancellationToken cancellationToken)
    {
        var connection = (SqliteConnection)transaction.Connection!;
        var store = new DemoMemberStore(connections.Engine, transaction);
        var random = new DemoRandom(request.Seed);
        // In a warehouse that is already large, maintaining the indexes is faster than rebuilding them.
        if (await store.LastKeyAsync("FactEngagement", "EngagementKey") <= request.Engagements)
        {
            await load.DropIndexesAsync();
        }

        await store.AddDatesAsync(cancellationToken);
        var members = new DemoMembers(
            await store.AddDomainsAsync(),
            await store.AddTypesAsync(),
            await store.AddPlacesAsync(),
            DemoParticipants.Create(request.Engagements, await store.LastKeyAsync("DimParticipant", "ParticipantKey") + 1, random),
            await store.LastKeyAsync("FactEngagement", "EngagementKey") + 1,
            await store.LastKeyAsync("DimSource", "SourceKey") + 1,
            Math.Max(1, request.Engagements / 5));
        var version = await store.LastKeyAsync("Import", "ImportKey") + 1;
        await AddImportAsync(request, version, transaction);

        using var writer = new DemoWriter(connection, version, (string)connections.Engine.Timestamp(ImportedAt), await store.AddHandlingsAsync());
        foreach (var participant in members.Participants.All)
        {
            writer.Write(participant);
        }

        foreach (var yearbook in DemoYearbooks.All(members.FirstSource + members.SourceCount))
        {
            writer.Write(yearbook);
        }

        await DemoPipeline.RunAsync(new DemoEngagements(request.Engagements, members, random), writer, cancellationToken);

        // By the statistics of an empty warehouse, SQLite would read all sources for each engagement.
        await connection.ExecuteAsync(SqliteEngine.Statistics, transaction: transaction, commandTimeout: 0);
        await connection.ExecuteAsync(Confidence.OfWritten, new { First = members.FirstEngagement }, transaction, commandTimeout: 0);
        await load.RebuildIndexesAsync(cancellationToken);
        return new DemoResult(
            request.Engagements, writer.Domains, writer.Lines, writer.Sources, members.Participants.All.Count, members.SourceCount + DemoYearbooks.Count, version, TimeSpan.Zero);
    }

    private async Task AddImportAsync(DemoRequest request, int version, DbTransaction transaction)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"demo --engagements {request.Engagements} --seed {request.Seed}");
        await transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO Import (ImportKey, Mapping, FileName, FileHash, ImportedAt, FileRows, Added, Changed, Unchanged, IsInvented)
            VALUES (@Version, @Mapping, @Name, @Hash, @At, @Engagements, @Engagements, 0, 0, 1)
            """,
            new
            {
                Version = version,
                Mapping,
                Name = name,
                Hash = Sha256.Of(name),
                At = connections.Engine.Timestamp(ImportedAt),
                request.Engagements,
            },
            transaction);
    }
}

/// <summary>The number of engagements, and the seed that determines them.</summary>
public sealed record DemoRequest(int Engagements, long Seed);

/// <summary>The generated data, and the time including all indexes.</summary>
public sealed record DemoResult(int Engagements, long DomainLinks, long Lines, long SourceLinks, int Participants, int Sources, int DataVersion, TimeSpan Took);
