using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Files;

namespace Reporting.Delivery.Exports;

/// <summary>The files of export jobs. A file is written under another name and moved: what has its name is whole.</summary>
public sealed class ExportFolder(IOptions<ExportOptions> options, IHostEnvironment host, TimeProvider time)
{
    private const string Half = ".part";

    private readonly string folder = Path.GetFullPath(options.Value.Folder, host.ContentRootPath);

    /// <summary>Null where it is not there.</summary>
    public FileInfo? Find(ExportFile file) => new FileInfo(Path.Combine(folder, file.StoredAs)) is { Exists: true } found ? found : null;

    /// <summary>A file of its own for each attempt at a job, in which nothing is yet.</summary>
    public FileStream Begin(string name)
    {
        Directory.CreateDirectory(folder);
        return new FileStream(Path.Combine(folder, name + Half), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
    }

    public void Finish(string name, string storedAs) => File.Move(Path.Combine(folder, name + Half), Path.Combine(folder, storedAs), overwrite: true);

    /// <summary>Removes the whole files of a job, of whichever attempt; with <paramref name="half"/> also what was never finished.</summary>
    public void Delete(string id, bool half)
    {
        foreach (var file in Files(id + "-*").Where(f => half || f.Extension != Half))
        {
            file.Delete();
        }
    }

    public void DeleteFile(string storedAs) => File.Delete(Path.Combine(folder, storedAs));

    public void DeleteHalf(string name) => File.Delete(Path.Combine(folder, name + Half));

    /// <summary>Removes what was left behind so long ago that no job can still be about it.</summary>
    public void DeleteForgotten()
    {
        var oldest = time.GetUtcNow().AddHours(-options.Value.KeepHours).AddSeconds(-10 * options.Value.LeaseSeconds).UtcDateTime;
        foreach (var file in Files("*-*").Where(f => f.LastWriteTimeUtc < oldest && IsOurs(f.Name)))
        {
            file.Delete();
        }
    }

    // Nothing else that may lie in the folder is touched.
    private static bool IsOurs(string name) => name.Length > 33 && name[32] == '-' && name.AsSpan(0, 32).IndexOfAnyExcept("0123456789abcdef") < 0;

    private IEnumerable<FileInfo> Files(string pattern) => Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles(pattern) : [];
}
