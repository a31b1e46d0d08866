using System.Data.Common;
using System.Text;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Imports.Checks;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Imports.Merging;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Imports.Staging;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports;

/// <summary>
/// The only importer, for the command line, HTTP and previews. The steps: file, reader (mapping), records, checks, staging, one transaction into the
/// star, new data version. Imports wait for each other. With more rejections than allowed, nothing is imported.
/// </summary>
public sealed class ImportRunner(WarehouseConnections connections, TimeProvider time, ClassificationLevels? markings = null, MappingCatalog? mappings = null)
{
    /// <summary>The most refusals, and the most warnings, that a result lists.</summary>
    public const int MaxListed = 10_000;

    private const string InsertImport = """
        INSERT INTO Import (ImportKey, Mapping, FileName, FileHash, ImportedAt, FileRows, Added, Changed, Unchanged, Retired, IsReplacement, UndoneImportKey, KeepsChanges)
        VALUES (@ImportKey, @Mapping, @FileName, @FileHash, @ImportedAt, @Rows, @Added, @Changed, @Unchanged, @Retired, @IsReplacement, @Undone, 2)
        """;

    private readonly MappingCatalog _mappings = mappings ?? MappingCatalog.Empty;

    /// <summary>Names of the mappings that a request may use.</summary>
    public IReadOnlyList<string> Mappings => [MappingCatalog.Native, .. _mappings.Names];

    /// <summary>Null for a known mapping; otherwise <c>unknown-mapping</c>.</summary>
    public Problem? Unknown(string mapping) => Mappings.Contains(mapping) ? null : new Problem(
        ErrorCodes.UnknownMapping, $"There is no mapping '{TextRules.Short(mapping)}'.",
        NearestName.Hint(mapping, Mappings, $"The mappings are {string.Join(", ", Mappings)}."));

    /// <summary>
    /// Problems: <c>unknown-mapping</c>, those of an unreadable file (docs/errors.md), <c>warehouse-busy</c>, <c>database-away</c>,
    /// <c>database-timeout</c>. Errors in single engagements are in the result's refusals.
    /// </summary>
    public Task<Outcome<ImportResult>> RunAsync(ImportRequest request, CancellationToken cancellationToken = default) =>
        ImportMetrics.MeasureAsync(() => ImportAsync(request, cancellationToken));

    private async Task<Outcome<ImportResult>> ImportAsync(ImportRequest request, CancellationToken cancellationToken)
    {
        var mapping = request.MappingFile ?? _mappings.Find(request.Mapping);
        if (mapping is null && Unknown(request.Mapping) is { } unknown)
        {
            return unknown;
        }

        try
        {
            await using var file = await ImportFile.OpenAsync(request.Content, cancellationToken);
            await using var importLock = await ImportLock.BeginAsync(connections, request.DryRun, request.Wait, time.GetUtcNow(), cancellationToken);
            return await RunAsync(request with { FileName = DisplayName(request.FileName), Mapping = mapping?.Id ?? MappingCatalog.Native }, mapping, file, importLock);
        }
        catch (ImportFileException refused)
        {
            return refused.Problem;
        }
        catch (TimeoutException busy)
        {
            return Busy(busy.Message);
        }
        catch (DbException e) when (cancellationToken.IsCancellationRequested)
        {
            // The driver reports a cancelled statement this way.
            throw new OperationCanceledException("The import was cancelled.", e, cancellationToken);
        }
        catch (Exception e) when (DatabaseProblem.Of(e) is not null)
        {
            // The connection may have been lost during the commit. If the import was committed, a second one finds every row unchanged.
            var problem = DatabaseProblem.Of(e)!;
            return problem with { Hint = problem.Is(ErrorCodes.DatabaseAway) ? "Import the file again when the database is back. Rows that were already imported stay unchanged." : $"{problem.Hint} Then import the file again. Rows that were already imported stay unchanged." };
        }
    }

    /// <summary>
    /// Creates a new version without one import (<see cref="ImportUndo"/>). Problems: <c>unknown-import</c>, <c>import-undone</c>, <c>import-is-undo</c>,
    /// <c>warehouse-busy</c>, <c>database-away</c>, <c>database-timeout</c>.
    /// </summary>
    /// <param name="isPreview">True to report what it would do. Everything is rolled back.</param>
    public async Task<Outcome<UndoResult>> UndoAsync(
        int importKey, TimeSpan? wait = null, Func<int, string, Task>? planned = null, bool isPreview = false, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var importLock = await ImportLock.BeginAsync(connections, isPreview: false, wait ?? ImportRequest.UsualWait, time.GetUtcNow(), cancellationToken);
            var session = importLock.Session;
            if (await UndoneImport.CheckAsync(session, importKey) is { } problem)
            {
                return problem;
            }

            await importLock.PublishAsync();
            var key = await session.LastKeyAsync("Import", "ImportKey") + 1;
            var name = await session.ReadAsync<string>("SELECT FileName FROM Import WHERE ImportKey = @importKey", new { importKey });
            var (removed, restored, members) = await ImportUndo.ApplyAsync(session, importKey, key);
            if (isPreview)
            {
                return new UndoResult(importKey, key, removed, restored) { Members = members };
            }

            await session.ExecuteAsync(InsertImport, new
            {
                ImportKey = key, Mapping = MappingCatalog.Undo, FileName = name, FileHash = "", ImportedAt = session.Timestamp, Rows = 0,
                Added = 0, Changed = restored, Unchanged = 0, Retired = removed, IsReplacement = 0, Undone = (int?)importKey,
            });
            if (planned is not null)
            {
                await planned(key, string.Empty);
            }

            await importLock.CommitAsync();
            return new UndoResult(importKey, key, removed, restored) { Members = members };
        }
        catch (TimeoutException busy)
        {
            return Busy(busy.Message);
        }
        catch (DbException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The undo was cancelled.", e, cancellationToken);
        }
        catch (Exception e) when (DatabaseProblem.Of(e) is not null)
        {
            var problem = DatabaseProblem.Of(e)!;
            return problem with { Hint = problem.Is(ErrorCodes.DatabaseAway) ? "Check in the list of imports whether it was undone. If not, try again." : problem.Hint };
        }
    }

    internal static Problem Busy(string message) =>
        new(ErrorCodes.WarehouseBusy, message, "Wait until the other import or migration has ended and try again.");

    // The file name without folders. It is shown, never opened.
    internal static string DisplayName(string name) =>
        TextRules.Short(string.Concat(Path.GetFileName(TextRules.Clean(name.Replace('\\', '/'))).EnumerateRunes().Where(rune => !Rune.IsControl(rune) && TextRules.Broken($"{rune}") is null)), 300);

    private async Task<ImportResult> RunAsync(ImportRequest request, Mapping? mapping, ImportFile file, ImportLock importLock)
    {
        var session = importLock.Session;
        var version = await session.LastKeyAsync("Import", "ImportKey");
        request.CheckVersion(version);
        var (reader, tally) = await new FileStager(request, session, markings ?? ClassificationLevels.Usual).StageAsync(mapping, file);
        var members = tally.Members;
        tally.Add(DuplicateDetector.WithoutKind(members));
        var duplicates = DuplicateDetector.Find(session.Staging, members);
        tally.Add([.. duplicates.Select(DuplicateDetector.Warning)]);
        if (reader.Cleaned.Warning() is { } cleaned)
        {
            tally.Add([cleaned]);
        }
        tally.Add([.. reader.Notes]);
        if (!request.DryRun && tally.Rejected <= request.MaxRejected && reader.Doubt is { } doubt)
        {
            throw new ImportFileException(ErrorCodes.DoubtfulCountryCodes, doubt, "Name the file's list of country codes in the mapping, with 'country_codes'. A dry run shows the result.");
        }

        if (file.EncodingWarning is { } warning)
        {
            tally.Add([new ImportWarning(0, warning)]);
        }

        tally.Add([.. file.Notes.Select(note => new ImportWarning(0, note))]);

        request.Progress?.Report(new ImportProgress(reader.Rows, tally.Rejected, IsMerging: true));
        var hash = await file.HashAsync(session.CancellationToken);
        await importLock.PublishAsync();
        var counts = await StarMerge.PlanAsync(session, request.Mapping, request.Replace);
        if (FileStager.SeesAll(request))
        {
            // For others a warning would tell which hidden engagements exist.
            tally.Add(await WaitingRelations.FindAsync(session));
        }

        var result = tally.Result(request, reader, hash, counts, version) with { MemberChanges = await members.Changes.ListAsync(session), MemberChangesOmitted = members.Changes.Omitted, Duplicates = duplicates };
        if (!result.Taken || request.DryRun || !tally.HasChanges(counts))
        {
            return result;
        }

        var key = version + 1;
        await session.ExecuteAsync(InsertImport, new
        {
            ImportKey = key, result.Mapping, result.FileName, result.FileHash, ImportedAt = session.Timestamp, result.Rows,
            result.Added, result.Changed, result.Unchanged, result.Retired, IsReplacement = request.Replace ? 1 : 0, Undone = (int?)null,
        });
        await StarMerge.ApplyAsync(session, key);
        if (request.Planned is { } planned)
        {
            await planned(key, hash);
        }

        await importLock.CommitAsync();
        return result with { ImportKey = key, DataVersion = key };
    }
}
