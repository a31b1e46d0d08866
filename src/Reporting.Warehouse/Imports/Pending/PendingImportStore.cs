using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reporting.Warehouse.Folders;
using Reporting.Warehouse.Imports.Queue;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Pending;

/// <summary>
/// Keeps pending imports, a folder for each: the file, its mapping, and the state of the work on it. Processes that share a database share the folder. Only the
/// program's user can read it.
/// </summary>
public sealed class PendingImportStore(IOptions<ImportOptions> options, [FromKeyedServices(WorkFolders.Exports)] WorkFolder exports, IHostEnvironment host, TimeProvider time)
{
    private const string Content = "content";
    private const string Description = "description.json";
    private const string State = "work.json";
    private const string Rejected = "rejected.csv";
    private const string Lock = "lock";
    private const string CancelMark = "cancel";

    /// <summary>The folder for the checks of health.</summary>
    public WorkFolder Work { get; } = (options.Value.Folder is { } own
        ? new WorkFolder("Imports:Folder", Path.GetFullPath(own, Path.GetFullPath(host.ContentRootPath)))
        : exports with { Path = Path.Combine(exports.Path, "imports") }) with { Mode = WorkFolder.Private };

    private string Root => Work.Path;

    /// <summary>The time until which uploads are kept.</summary>
    public DateTimeOffset EndOf(PendingImport pending) => pending.UploadedAt.AddHours(options.Value.UploadHours);

    /// <summary>Stores an uploaded file. Problems: <c>uploads-full</c>.</summary>
    /// <param name="describe">Finds the mapping of the stored file.</param>
    public async Task<Outcome<PendingImport>> AddAsync(
        Stream content, string fileName, string owner, Func<Stream, PendingImport, Task<Outcome<PendingImport>>> describe, CancellationToken cancellationToken)
    {
        DeleteExpired();
        if (UsedBytes() + content.Length > options.Value.MaxUploadBytes)
        {
            return new Problem(
                ErrorCodes.UploadsFull, "The uploaded files that wait to be imported take up all their space.",
                $"Import or discard earlier files. They are removed after {options.Value.UploadHours} hours. Or raise Imports:MaxUploadBytes.");
        }

        var pending = new PendingImport(Guid.NewGuid().ToString("N"), owner, ImportRunner.DisplayName(fileName), content.Length, time.GetUtcNow()) { Mapping = Mappings.MappingCatalog.Native };
        Work.Create(Folder(pending.Id));
        try
        {
            await using (var file = new FileStream(PathOf(pending.Id, Content), FileMode.CreateNew, FileAccess.ReadWrite))
            {
                await content.CopyToAsync(file, cancellationToken);
                file.Position = 0;
                if (!(await describe(file, pending)).IsValue(out var described, out var problem))
                {
                    return problem;
                }

                pending = described;
            }

            Save(pending);
            return pending;
        }
        finally
        {
            if (!File.Exists(PathOf(pending.Id, Description)))
            {
                Delete(pending.Id);
            }
        }
    }

    /// <summary>The pending import of this owner. Problem: <c>unknown-upload</c>.</summary>
    public Outcome<PendingImport> Find(string id, string owner) =>
        IsId(id) && Read<PendingImport>(id, Description) is { } pending && pending.Owner == owner && EndOf(pending) > time.GetUtcNow()
            ? pending
            : Unknown(id);

    /// <summary>The problem of a file that is not here (any more).</summary>
    public Problem Unknown(string id) => new(
        ErrorCodes.UnknownUpload, $"There is no uploaded file '{SafeText.Of(id)}'.",
        $"It may be imported, discarded, or older than {options.Value.UploadHours} hours. Upload the file again, or look into the list of imports.");

    /// <summary>The pending imports of this owner, the newest first.</summary>
    public IReadOnlyList<PendingImport> List(string owner) =>
        [.. Ids().Select(id => Find(id, owner).Value).OfType<PendingImport>().Where(HasContent).OrderByDescending(p => p.UploadedAt)];

    /// <summary>False after the file was imported. Its state stays until its time is over.</summary>
    public bool HasContent(PendingImport pending) => File.Exists(PathOf(pending.Id, Content));

    public Stream Open(PendingImport pending) => new FileStream(PathOf(pending.Id, Content), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous);

    /// <summary>The refused rows of the last work; null without any.</summary>
    public Stream? OpenRejected(PendingImport pending) => HasRejected(pending) ? File.OpenRead(PathOf(pending.Id, Rejected)) : null;

    public bool HasRejected(PendingImport pending) => new FileInfo(PathOf(pending.Id, Rejected)) is { Exists: true, Length: > 0 };

    public void Save(PendingImport pending) => Write(pending.Id, Description, pending);

    /// <summary>The last or current work; null if the mapping was not checked since its last change.</summary>
    public PendingWork? WorkOf(PendingImport pending) => Read<PendingWork>(pending.Id, State);

    /// <summary>Removes the result of the last work, because the mapping changed.</summary>
    public void ResetWork(PendingImport pending)
    {
        File.Delete(PathOf(pending.Id, State));
        File.Delete(PathOf(pending.Id, Rejected));
    }

    public void SaveWork(PendingImport pending, PendingWork work) => Write(pending.Id, State, work);

    /// <summary>Reserves a pending import for one piece of work, in all processes; null if other work runs. The system releases it with the process.</summary>
    public IDisposable? Reserve(PendingImport pending)
    {
        var reserved = TryLock(pending);
        if (reserved is not null)
        {
            File.Delete(PathOf(pending.Id, CancelMark));
        }

        return reserved;
    }

    /// <summary>True while work runs in any process.</summary>
    public bool IsRunning(PendingImport pending)
    {
        using var free = TryLock(pending);
        return free is null;
    }

    /// <summary>Asks the running work to stop, in any process.</summary>
    public void Cancel(PendingImport pending) => File.WriteAllText(PathOf(pending.Id, CancelMark), "");

    public bool IsCancelled(PendingImport pending) => File.Exists(PathOf(pending.Id, CancelMark));

    public Stream CreateRejected(PendingImport pending) => new FileStream(PathOf(pending.Id, Rejected), FileMode.Create, FileAccess.ReadWrite);

    /// <summary>Removes the file after its import. The state stays, so that a page can lead to the import.</summary>
    public void DeleteContent(PendingImport pending) => File.Delete(PathOf(pending.Id, Content));

    public void Delete(PendingImport pending) => Delete(pending.Id);

    /// <summary>Removes the uploads whose time is over.</summary>
    public void DeleteExpired()
    {
        var oldest = time.GetUtcNow().AddHours(-options.Value.UploadHours);
        foreach (var id in Ids().Where(id => (Read<PendingImport>(id, Description)?.UploadedAt ?? new DateTimeOffset(Directory.GetCreationTimeUtc(Folder(id)))) < oldest).ToList())
        {
            Delete(id);
        }
    }

    private FileStream? TryLock(PendingImport pending)
    {
        try
        {
            return new FileStream(PathOf(pending.Id, Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private long UsedBytes() => Ids().Sum(id => new FileInfo(PathOf(id, Content)) is { Exists: true } file ? file.Length : 0);

    private void Delete(string id)
    {
        try
        {
            Directory.Delete(Folder(id), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another process removed it.
        }
    }

    private IEnumerable<string> Ids() => Directory.Exists(Root) ? Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)).Where(IsId) : [];

    private static bool IsId(string id) => id.Length == 32 && id.AsSpan().IndexOfAnyExcept("0123456789abcdef") < 0;

    private string Folder(string id) => Path.Combine(Root, id);

    private string PathOf(string id, string name) => Path.Combine(Folder(id), name);

    private T? Read<T>(string id, string name)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(PathOf(id, name)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    // Renames a complete file, so that other processes never read a part of it.
    private void Write<T>(string id, string name, T value)
    {
        var path = PathOf(id, name);
        var partial = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(partial, JsonSerializer.SerializeToUtf8Bytes(value));
        File.Move(partial, path, overwrite: true);
    }
}
