using System.Text.RegularExpressions;
using Reporting.Warehouse.Folders;

namespace Reporting.Warehouse.Editions;

/// <summary>
/// The folder of editions: for each a folder with its definitions, and on SQLite with its database. A folder is an edition once the operations
/// database has its line.
/// </summary>
public sealed partial class EditionFolder(string path)
{
    internal const string DatabaseName = "warehouse.db";

    private const string LockFile = ".publishing";

    /// <summary>The full path.</summary>
    public string Path { get; } = path;

    /// <summary>True for an id that an edition may have.</summary>
    public static bool IsId(string id) => Id().IsMatch(id);

    public string Of(string id) => IsId(id) ? System.IO.Path.Combine(Path, id) : throw new ArgumentException("This is not the id of an edition.", nameof(id));

    /// <summary>The edition's database on SQLite.</summary>
    public string DatabaseOf(string id) => System.IO.Path.Combine(Of(id), DatabaseName);

    /// <summary>The edition's definitions: the model, its names and the reports, without the access rules.</summary>
    public string ReportsOf(string id) => System.IO.Path.Combine(Of(id), "reports");

    /// <summary>The ids of all folders, with and without a line.</summary>
    public IReadOnlyList<string> Ids() => Directory.Exists(Path) ? [.. Directory.EnumerateDirectories(Path).Select(f => System.IO.Path.GetFileName(f)).Where(IsId)] : [];

    /// <summary>Lets one process at a time publish, delete or clean up. Null while another does.</summary>
    public IDisposable? TryLock()
    {
        Directory.CreateDirectory(Path);
        try
        {
            return new FileStream(System.IO.Path.Combine(Path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (!WorkFolder.IsFull(e) && !WorkFolder.IsReadOnly(e))
        {
            return null;
        }
    }

    /// <summary>Waits for the lock, since others may hold it only for a moment. Null if it is still held after <paramref name="wait"/>.</summary>
    public async Task<IDisposable?> LockAsync(TimeSpan wait, TimeProvider time, CancellationToken cancellationToken)
    {
        for (var begun = time.GetTimestamp(); ; await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken))
        {
            if (TryLock() is { } held)
            {
                return held;
            }

            if (time.GetElapsedTime(begun) > wait)
            {
                return null;
            }
        }
    }

    public long BytesOf(string id) => new DirectoryInfo(Of(id)) is { Exists: true } folder ? folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length) : 0;

    public void Delete(string id)
    {
        if (Directory.Exists(Of(id)))
        {
            Directory.Delete(Of(id), recursive: true);
        }
    }

    /// <summary>Copies definition files into the edition. They are on disk when it returns.</summary>
    /// <param name="files">Paths within <paramref name="from"/>.</param>
    public void Freeze(string id, string from, IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var target = System.IO.Path.Combine(ReportsOf(id), file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            using var source = File.OpenRead(System.IO.Path.Combine(from, file));
            using var written = File.Create(target);
            source.CopyTo(written);
            written.Flush(flushToDisk: true);
        }
    }

    [GeneratedRegex("^[a-z0-9](-?[a-z0-9]){0,59}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();
}
