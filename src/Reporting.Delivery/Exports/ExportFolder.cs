using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;

namespace Reporting.Delivery.Exports;

/// <summary>Stores the files of export jobs. A file is written under a temporary name and then renamed, so a file with its final name is complete.</summary>
public sealed class ExportFolder(IOptions<ExportOptions> options, IHostEnvironment host, TimeProvider time)
{
    private const string PartialExtension = ".part";
    private const string ReleaseExtension = ".release";

    private readonly string _folder = Path.GetFullPath(options.Value.Folder, host.ContentRootPath);

    /// <summary>Returns null if the file does not exist.</summary>
    public FileInfo? Find(ExportFile file) => new FileInfo(Path.Combine(_folder, file.StoredAs)) is { Exists: true } found ? found : null;

    /// <summary>Creates an empty file for one attempt at a job.</summary>
    public FileStream Begin(string name)
    {
        Directory.CreateDirectory(_folder);
        return new FileStream(Path.Combine(_folder, name + PartialExtension), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
    }

    /// <summary>A folder for one attempt at a release. Nothing of it stays when the attempt ends.</summary>
    public string ReleaseOf(string name) => Path.Combine(_folder, name + ReleaseExtension);

    public void Finish(string name, string storedAs) => File.Move(Path.Combine(_folder, name + PartialExtension), Path.Combine(_folder, storedAs), overwrite: true);

    /// <summary>Deletes the files of all attempts at a job. <paramref name="includePartial"/> also deletes unfinished files.</summary>
    public void Delete(string id, bool includePartial)
    {
        foreach (var file in Files(id + "-*").Where(f => includePartial || f.Extension != PartialExtension))
        {
            file.Delete();
        }
    }

    public void DeleteFile(string storedAs) => File.Delete(Path.Combine(_folder, storedAs));

    public void DeletePartial(string name) => File.Delete(Path.Combine(_folder, name + PartialExtension));

    /// <summary>Deletes files that are so old that no job needs them.</summary>
    public void DeleteOrphans()
    {
        var oldest = time.GetUtcNow().AddHours(-options.Value.KeepHours).AddSeconds(-10 * options.Value.LeaseSeconds).UtcDateTime;
        foreach (var file in Files("*-*").Where(f => f.LastWriteTimeUtc < oldest && IsOurs(f.Name)))
        {
            file.Delete();
        }

        // A killed attempt leaves its folder.
        foreach (var release in Directory.Exists(_folder) ? new DirectoryInfo(_folder).EnumerateDirectories("*-*" + ReleaseExtension + "*").Where(d => d.LastWriteTimeUtc < oldest && IsOurs(d.Name)) : [])
        {
            release.Delete(recursive: true);
        }
    }

    // Other files in the folder stay untouched.
    private static bool IsOurs(string name) => name.Length > 33 && name[32] == '-' && name.AsSpan(0, 32).IndexOfAnyExcept("0123456789abcdef") < 0;

    private IEnumerable<FileInfo> Files(string pattern) => Directory.Exists(_folder) ? new DirectoryInfo(_folder).EnumerateFiles(pattern) : [];
}
