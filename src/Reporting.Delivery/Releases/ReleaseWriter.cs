using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Engine.Engagements;
using Reporting.Engine.Execution;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Releases;

/// <summary>
/// Writes the release of an edition into a folder: its tables as CSV and Parquet, its reports as PDF and workbooks, and files that describe, cite and
/// check them. The edition is the one that the calling flow of control holds. What the caller may not see is in no file.
/// </summary>
public sealed class ReleaseWriter(EngagementRunner engagements, ChangesRunner changes, ReportFiles reports, Reloadable<ReportCatalog> catalog, CurrentModel model)
{
    private static readonly string[] ReportFormats = ["pdf", "xlsx"];

    /// <summary>Problems: <c>release-exists</c>, and those of queries and reports. After a problem or an exception the folder does not exist.</summary>
    /// <param name="folder">A folder that does not exist yet.</param>
    public async Task<Outcome<WrittenRelease>> WriteAsync(ReleaseRequest request, string folder, Caller caller, CancellationToken cancellationToken)
    {
        if (Path.Exists(folder))
        {
            return new Problem(ErrorCodes.ReleaseExists, $"'{SafeText.Of(folder)}' exists already.", "Name a folder that does not exist, or delete this one.");
        }

        // Written under another name, so that readers never see a part of a release.
        var partial = folder + ".part";
        try
        {
            DeleteIfThere(partial);
            Directory.CreateDirectory(Path.Combine(partial, "data"));
            Directory.CreateDirectory(Path.Combine(partial, "reports"));
            if (!(await WriteFilesAsync(request, partial, caller, cancellationToken)).IsValue(out var files, out var problem))
            {
                return problem;
            }

            Directory.Move(partial, folder);
            return files;
        }
        finally
        {
            DeleteIfThere(partial);
        }
    }

    // A killed run leaves its part behind.
    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Outcome<WrittenRelease>> WriteFilesAsync(ReleaseRequest request, string folder, Caller caller, CancellationToken cancellationToken)
    {
        if (!(await WriteTablesAsync(Path.Combine(folder, "data"), caller, cancellationToken)).IsValue(out var tables, out var problem))
        {
            return problem;
        }

        if (await WriteReportsAsync(Path.Combine(folder, "reports"), caller, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (await new ChangeLog(changes).WriteAsync(request.Before, folder, caller, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var facts = new ReleaseFacts(request.Id, request.State, request.Title, request.Note, request.Publisher, request.MadeAt, tables.Last.Version.Version, tables.Last.Handling.Code);
        await File.WriteAllTextAsync(Path.Combine(folder, "CODEBOOK.md"), Codebook.Of(facts, model.Value.VisibleTo(caller.Visible), tables.Rows), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "CITATION.cff"), CitationFile.Of(facts), cancellationToken);
        var files = await FilesAsync(folder, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "datapackage.json"), DataPackage.Of(facts, files), cancellationToken);
        files = [.. files, await ReleaseFile.OfAsync(folder, "datapackage.json", "application/json", null, cancellationToken)];
        await File.WriteAllLinesAsync(Path.Combine(folder, "SHA256SUMS"), files.Select(f => $"{f.Sha256}  {f.Path}"), cancellationToken);
        return new WrittenRelease(files.Count + 1, tables.Last.Handling, tables.Last.Version);
    }

    private async Task<Outcome<WrittenTables>> WriteTablesAsync(string folder, Caller caller, CancellationToken cancellationToken)
    {
        var tables = new List<(ReleaseTable Table, TableFiles Files)>();
        try
        {
            foreach (var table in ReleaseTables.All)
            {
                tables.Add((table, await TableFiles.CreateAsync(table, folder, cancellationToken)));
            }

            EngagementPage? last = null;
            do
            {
                var query = new ReportQuery { Measures = [], Limit = ReportQuery.LargestLimit };
                if (!(await engagements.OpenListAsync(new EngagementQuery(query, last?.Next) { WithRelations = true }, caller, null, cancellationToken)).IsValue(out var page, out var problem))
                {
                    return problem;
                }

                await using (page)
                {
                    if (last is not null && last.Version != page.Page.Version)
                    {
                        return DataVersionRetry.ProblemWhile("the release was written");
                    }

                    last = page.Page;
                    await foreach (var batch in page.ReadAsync(cancellationToken))
                    {
                        await AddAsync(batch);
                    }
                }
            }
            while (last.Next is not null);

            foreach (var (_, files) in tables)
            {
                await files.CompleteAsync(cancellationToken);
            }

            return new WrittenTables(last, tables.ToDictionary(t => t.Table.Name, t => t.Files.Rows));
        }
        finally
        {
            foreach (var (_, files) in tables)
            {
                await files.DisposeAsync();
            }
        }

        async Task AddAsync(IReadOnlyList<ListedEngagement> batch)
        {
            foreach (var engagement in batch)
            {
                foreach (var (table, files) in tables)
                {
                    foreach (var row in table.Rows(engagement))
                    {
                        await files.AddAsync(row, cancellationToken);
                    }
                }
            }
        }
    }

    // Reports that need a choice have no file: a release shows the whole edition.
    private async Task<Problem?> WriteReportsAsync(string folder, Caller caller, CancellationToken cancellationToken)
    {
        foreach (var report in catalog.Value.Definitions.Where(d => !d.Parameters.Any(p => p.IsRequired)))
        {
            foreach (var format in ReportFormats)
            {
                if (!(await reports.OpenAsync(new ReportRequest(report.Id, format, null, []) { IsInBackground = true }, caller, null, null, cancellationToken)).IsValue(out var file, out var problem))
                {
                    return problem;
                }

                await using (file)
                await using (var target = File.Create(Path.Combine(folder, $"{report.Id}.{format}")))
                {
                    await file.WriteAsync(target, cancellationToken);
                }
            }
        }

        return null;
    }

    private static async Task<List<ReleaseFile>> FilesAsync(string folder, CancellationToken cancellationToken)
    {
        var files = new List<ReleaseFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(folder, p).Replace('\\', '/')).Order(StringComparer.Ordinal))
        {
            var (name, extension) = (Path.GetFileNameWithoutExtension(path), Path.GetExtension(path));
            var table = path == ChangeLog.TableFile ? ReleaseTables.Changes : path.StartsWith("data/", StringComparison.Ordinal) ? ReleaseTables.All.Single(t => t.Name == name) : null;
            files.Add(await ReleaseFile.OfAsync(folder, path, MediaType(extension), table, cancellationToken));
        }

        return files;
    }

    private static string MediaType(string extension) => extension switch
    {
        ".csv" => ReleaseFile.Csv,
        ".parquet" => ReleaseFile.Parquet,
        ".pdf" => "application/pdf",
        ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".md" => "text/markdown",
        _ => "text/yaml",
    };

    private sealed record WrittenTables(EngagementPage Last, IReadOnlyDictionary<string, long> Rows);
}

/// <summary>The result: the number of files, and the highest handling of the data.</summary>
public sealed record WrittenRelease(int Files, Classification Handling, DataVersion Version);

/// <summary>A request to make a release.</summary>
/// <param name="Id">The id of the edition.</param>
/// <param name="State">Preliminary or final.</param>
public sealed record ReleaseRequest(string Id, string State, string Title, string Note, string Publisher, DateTimeOffset MadeAt)
{
    /// <summary>The edition before, since which the change log tells changes; null for the first.</summary>
    public EditionBefore? Before { get; init; }

    /// <summary>The release of an edition, after the newest edition before it that is in force.</summary>
    /// <param name="title">Null for the name of the edition.</param>
    /// <param name="publisher">Null for its maker.</param>
    public static async Task<ReleaseRequest> OfAsync(Edition edition, string? title, string? publisher, EditionStore editions, CancellationToken cancellationToken)
    {
        var before = (await editions.ListAsync(cancellationToken)).SkipWhile(e => e.Id != edition.Id).Skip(1).FirstOrDefault(e => e.State != EditionState.Withdrawn && e.DataVersion <= edition.DataVersion);
        return new ReleaseRequest(edition.Id, EnumNames.Of(edition.State), title ?? $"Edition {edition.Id}", edition.Note, publisher ?? edition.Maker, edition.MadeAt)
        {
            Before = before is null ? null : new EditionBefore(before.Id, (int)before.DataVersion),
        };
    }
}
