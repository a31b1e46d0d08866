using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Copies;

/// <summary>One copy: a snapshot of the source, and one transaction on the target that writes, compares and then commits.</summary>
internal sealed class CopySession(IWarehouseEngine sourceEngine, DbTransaction source, IWarehouseEngine targetEngine, DbTransaction target, Action<string> report)
{
    // The members and countries that migration scripts insert do not count as data.
    private const string CountWritten = """
        SELECT (SELECT COUNT(*) FROM Import) + (SELECT COUNT(*) FROM FactEngagement) + (SELECT COUNT(*) FROM BridgeEngagementDomain)
             + (SELECT COUNT(*) FROM BridgeEngagementParticipant) + (SELECT COUNT(*) FROM BridgeEngagementSource)
             + (SELECT COUNT(*) FROM DimDate WHERE DateKey <> 0) + (SELECT COUNT(*) FROM DimDomain WHERE DomainKey <> 0)
             + (SELECT COUNT(*) FROM DimParticipant WHERE ParticipantKey <> 0) + (SELECT COUNT(*) FROM DimEngagementType WHERE EngagementTypeKey <> 0)
             + (SELECT COUNT(*) FROM DimPlace WHERE PlaceKey <> 0) + (SELECT COUNT(*) FROM DimSource WHERE SourceKey <> 0)
             + (SELECT COUNT(*) FROM DimHandling)
        """;

    private readonly Dictionary<string, RowDigest> _read = [];
    private readonly Dictionary<string, IReadOnlyList<CopiedColumn>> _columns = [];

    public long Rows => _read.Values.Sum(d => d.Rows);

    public int Years { get; private set; }

    /// <summary>The rows and a checksum of each table that was read.</summary>
    public IReadOnlyList<CopiedContent> Contents => [.. _read.Select(r => new CopiedContent(r.Key, r.Value.Rows, r.Value.Sum))];

    public async Task<bool> IsTargetEmptyAsync(CancellationToken cancellationToken) =>
        await target.Connection!.ExecuteScalarAsync<long>(new CommandDefinition(CountWritten, transaction: target, commandTimeout: 3600, cancellationToken: cancellationToken)) == 0;

    /// <summary>Null, or the table whose columns are not the same on both sides.</summary>
    public async Task<string?> FindOtherColumnsAsync(CancellationToken cancellationToken)
    {
        foreach (var table in CopiedTable.All)
        {
            var columns = await CopiedColumn.ReadAsync(source, table.Name, cancellationToken);
            if (CopiedColumn.Match(columns, await CopiedColumn.ReadAsync(target, table.Name, cancellationToken)) is not { } matched)
            {
                return table.Name;
            }

            _columns[table.Name] = matched;
        }

        return null;
    }

    public async Task CopyAsync(ICopyLoad load, CancellationToken cancellationToken)
    {
        foreach (var table in CopiedTable.All.Reverse())
        {
            await target.Connection!.ExecuteAsync(new CommandDefinition($"DELETE FROM {table.Name}", transaction: target, cancellationToken: cancellationToken));
        }

        await load.BeginAsync(target);
        foreach (var table in CopiedTable.All)
        {
            await using var reader = await OpenAsync(sourceEngine, source, targetEngine, table, passed => report($"  {table.Name,-28} {passed,13:N0} so far"), cancellationToken);
            await load.WriteAsync(table, reader, target, cancellationToken);
            _read[table.Name] = reader.Digest;
            report($"  {table.Name,-28} {reader.Digest.Rows,13:N0} {Plural.Word(reader.Digest.Rows, "row")}");
        }

        await load.EndAsync(cancellationToken);
    }

    /// <summary>The first difference, or null: counts and checksums by year, the values of all rows, or references to missing rows.</summary>
    public async Task<string?> FindDifferenceAsync(CancellationToken cancellationToken)
    {
        foreach (var table in CopiedTable.All)
        {
            var columns = _columns[table.Name];
            var ours = await TableChecksum.ReadAsync(table, columns, source, cancellationToken);
            var theirs = await TableChecksum.ReadAsync(table, columns, target, cancellationToken);
            if (ours.Except(theirs).Concat(theirs.Except(ours)).MinBy(c => c.Year) is { } other)
            {
                return $"{table.Name}{(table.HasYears ? FormattableString.Invariant($", year {other.Year}") : "")}: {Describe(ours, other.Year)} here, {Describe(theirs, other.Year)} there";
            }

            Years = table.Name == "FactEngagement" ? ours.Count : Years;
            var read = _read.TryGetValue(table.Name, out var known) ? known : _read[table.Name] = await DigestAsync(sourceEngine, source, table, cancellationToken);
            var found = await DigestAsync(targetEngine, target, table, cancellationToken);
            if (Difference(table, read, found) is { } values)
            {
                return values;
            }

            if (await FindDanglingAsync(table, cancellationToken) is { } dangling)
            {
                return dangling;
            }

            report($"  {table.Name,-28} {read.Rows,13:N0} {Plural.Word(read.Rows, "row is", "rows are")} equal{(table.HasYears ? $", in {Plural.Of(ours.Count, "year")}" : "")}");
        }

        return null;
    }

    /// <summary>
    /// The first table whose rows or values differ, or null. It reads both sides at a time, every value once. For a copy of a whole file, in which no
    /// reference can be lost alone. Both sides must be embedded databases.
    /// </summary>
    public async Task<string?> FindOtherValuesAsync(CancellationToken cancellationToken)
    {
        foreach (var table in CopiedTable.All)
        {
            // The embedded engine works on the calling thread.
            var sides = await Task.WhenAll(
                Task.Run(() => DigestAsync(sourceEngine, source, table, cancellationToken, asStored: true), cancellationToken),
                Task.Run(() => DigestAsync(targetEngine, target, table, cancellationToken, asStored: true), cancellationToken));
            _read[table.Name] = sides[0];
            if (Difference(table, sides[0], sides[1]) is { } values)
            {
                return values;
            }
        }

        return null;
    }

    private static string? Difference(CopiedTable table, RowDigest ours, RowDigest theirs) => ours.Rows == theirs.Rows && ours.Sum == theirs.Sum
        ? null
        : $"{table.Name}: the values of the source ({Plural.Of(ours.Rows, "row")}) differ from those of the target ({Plural.Of(theirs.Rows, "row")})";

    private static string Describe(IReadOnlyList<TableChecksum> sums, long year) =>
        sums.FirstOrDefault(s => s.Year == year) is { } sum ? FormattableString.Invariant($"{Plural.Of(sum.Counted, "row")} with checksum {sum.Mixed}") : "no rows";

    // Bulk loads do not check references on every compatible engine.
    private async Task<string?> FindDanglingAsync(CopiedTable table, CancellationToken cancellationToken)
    {
        foreach (var (column, parent, key) in table.References)
        {
            var dangling = await target.Connection!.ExecuteScalarAsync<long>(new CommandDefinition(
                $"SELECT COUNT(*) FROM {table.Name} c WHERE c.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.{key} = c.{column})",
                transaction: target, commandTimeout: 3600, cancellationToken: cancellationToken));
            if (dangling > 0)
            {
                return $"{table.Name}.{column}: {Plural.Of(dangling, "row refers", "rows refer")} to missing rows of {parent}";
            }
        }

        return null;
    }

    private async Task<RowDigest> DigestAsync(IWarehouseEngine engine, DbTransaction side, CopiedTable table, CancellationToken cancellationToken, bool asStored = false)
    {
        await using var reader = await OpenAsync(engine, side, engine, table, _ => { }, cancellationToken);
        if (asStored)
        {
            reader.ReadAllStored((SqliteConnection)side.Connection!, cancellationToken);
        }
        else
        {
            reader.ReadAll(cancellationToken);
        }

        return reader.Digest;
    }

    private async Task<CopyReader> OpenAsync(
        IWarehouseEngine from, DbTransaction side, IWarehouseEngine to, CopiedTable table, Action<long> passed, CancellationToken cancellationToken)
    {
        // A text column that is long on one side may be a text of any length on the other.
        var columns = await CopiedColumn.ReadAsync(side, table.Name, cancellationToken);
        var slices = new List<int>();
        foreach (var column in _columns[table.Name])
        {
            slices.Add(await LongText.SlicesAsync(side, table.Name, columns.Single(c => string.Equals(c.Name, column.Name, StringComparison.OrdinalIgnoreCase)), cancellationToken));
        }

        var command = side.Connection!.CreateCommand();
        command.Transaction = side;
        command.CommandTimeout = 3600;
        command.CommandText = $"SELECT {string.Join(", ", _columns[table.Name].Zip(slices).SelectMany(c => LongText.Select(c.First, c.Second)))} FROM {table.Name} ORDER BY {table.Key}";
        return new CopyReader(await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancellationToken), _columns[table.Name], slices, from, to, passed);
    }
}
