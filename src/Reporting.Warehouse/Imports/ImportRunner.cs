using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Members;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports;

/// <summary>
/// The product's one importer: file → reader (mapping) → records → checks → one transaction into the star → new data version.
/// Imports wait for each other; a file is taken whole or, beyond the allowed rejections, not at all.
/// </summary>
public sealed class ImportRunner(WarehouseConnections connections, TimeProvider time)
{
    public const string NativeMapping = "native";

    /// <summary>Refusals, and warnings, that a result lists.</summary>
    public const int MaxListed = 10_000;

    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(10);

    /// <summary>Names of the mappings that a request can name.</summary>
    public static IReadOnlyList<string> Mappings => [NativeMapping];

    /// <summary>
    /// Problems: <c>unknown-mapping</c>, <c>empty-file</c>, <c>not-utf8</c>, <c>malformed-csv</c>, <c>unknown-column</c>, <c>repeated-column</c>,
    /// <c>missing-column</c>, <c>warehouse-busy</c>, <c>database-away</c>, <c>database-timeout</c>. What is wrong with single engagements stands in the result's refusals.
    /// </summary>
    public async Task<Outcome<ImportResult>> RunAsync(ImportRequest request, CancellationToken cancellationToken = default)
    {
        if (!Mappings.Contains(request.Mapping, StringComparer.Ordinal))
        {
            return new Problem(
                ProblemKind.Invalid, "unknown-mapping", $"There is no mapping '{Texts.Short(request.Mapping)}'.",
                NearestName.Hint(request.Mapping, Mappings, $"The mappings are {string.Join(", ", Mappings)}."));
        }

        try
        {
            await using var connection = await connections.OpenWriteAsync(cancellationToken);
            await using var transaction = await connections.Engine.BeginExclusiveAsync(connection, ExclusiveWork.Star, Wait, cancellationToken);
            return await RunAsync(request with { FileName = FileName(request.FileName) }, transaction, cancellationToken);
        }
        catch (ImportFileException refused)
        {
            return refused.Problem;
        }
        catch (TimeoutException busy)
        {
            return new Problem(ProblemKind.Unavailable, "warehouse-busy", busy.Message, "Wait until the other import or migration has ended and try again.");
        }
        catch (Exception e) when (DatabaseProblem.Of(e) is not null)
        {
            // Lost while it committed, it may have been taken after all: then every row of it is unchanged.
            return DatabaseProblem.Of(e)! with { Hint = "Import the file again when the database is back: nothing of it is taken twice." };
        }
    }

    // The name only, as people know the file; it is shown, never opened.
    private static string FileName(string name) => Texts.Short(Path.GetFileName(Texts.Clean(name.Replace('\\', '/'))), 300);

    private async Task<ImportResult> RunAsync(ImportRequest request, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await using var session = new ImportSession(connections.Engine, transaction, time.GetUtcNow(), cancellationToken);
        using var sha = SHA256.Create();
        await using var content = new CryptoStream(request.Content, sha, CryptoStreamMode.Read, leaveOpen: true);
        var reader = new NativeReader(content);
        var tally = await TakeAsync(reader, session, request);
        var hash = Convert.ToHexStringLower(sha.Hash!);
        var version = await session.LastKeyAsync("Import", "ImportKey");
        var result = tally.Result(request, hash, reader.Rows, version);
        if (!result.Taken || request.DryRun || !tally.HasChanges)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            return result;
        }

        var key = await tally.Writer.BeginImportAsync();
        await session.Connection.ExecuteAsync(
            "UPDATE Import SET FileHash = @FileHash, FileRows = @Rows, Added = @Added, Changed = @Changed, Unchanged = @Unchanged WHERE ImportKey = @key",
            new { result.FileHash, result.Rows, result.Added, result.Changed, result.Unchanged, key },
            transaction);
        await transaction.CommitAsync(cancellationToken);
        return result with { ImportKey = key, DataVersion = key };
    }

    private static async Task<ImportTally> TakeAsync(NativeReader reader, ImportSession session, ImportRequest request)
    {
        var members = await StarMembers.LoadAsync(session);
        var tally = new ImportTally(members, await StarWriter.OpenAsync(session, request, members));
        var stated = new StatedValues();
        var check = new EngagementCheck(members, stated);
        await foreach (var record in reader.ReadAsync(session.CancellationToken))
        {
            var (engagement, findings) = await check.CheckAsync(record);
            tally.Add(findings);
            if (engagement is null)
            {
                stated.Forget();
                continue;
            }

            stated.Keep();
            await tally.Writer.WriteAsync(engagement);
        }

        return tally;
    }
}
