using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reporting.Delivery.Mail;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Outbox;

/// <summary>Stores mailed files under the hash of their content, so equal files are stored once.</summary>
public sealed class PreparedFolder(IOptions<MailOptions> options, IHostEnvironment host, TimeProvider time)
{
    private readonly string _folder = Path.GetFullPath(options.Value.FilesFolder, Path.GetFullPath(host.ContentRootPath));

    /// <summary>Null if the file does not exist.</summary>
    public FileInfo? Find(PreparedFile file) => new FileInfo(Path.Combine(_folder, file.StoredAs)) is { Exists: true } found ? found : null;

    public async Task<PreparedFile> KeepAsync(ReadOnlyMemory<byte> content, string fileName, string contentType, CancellationToken cancellationToken)
    {
        var file = new PreparedFile(Sha256.Of(content.Span) + Path.GetExtension(fileName), fileName, contentType, content.Length);
        var path = Path.Combine(_folder, file.StoredAs);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(_folder);
            var partial = $"{path}.{Guid.NewGuid():N}.part";
            await File.WriteAllBytesAsync(partial, content, cancellationToken);
            File.Move(partial, path, overwrite: true);
        }

        // The age of a file counts from the last mail with it.
        File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        return file;
    }

    /// <summary>Deletes files whose links have expired.</summary>
    public void DeleteExpired()
    {
        var oldest = time.GetUtcNow().AddDays(-options.Value.LinkDays - 1).UtcDateTime;
        foreach (var file in Directory.Exists(_folder) ? new DirectoryInfo(_folder).EnumerateFiles().Where(f => f.LastWriteTimeUtc < oldest && IsOurs(f.Name)) : [])
        {
            file.Delete();
        }
    }

    // Other files in the folder stay untouched.
    private static bool IsOurs(string name) => name.Length > 64 && name[64] == '.' && name.AsSpan(0, 64).IndexOfAnyExcept("0123456789abcdef") < 0;
}
