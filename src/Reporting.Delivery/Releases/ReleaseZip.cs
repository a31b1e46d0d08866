using System.IO.Compression;
using Reporting.Delivery.Files;
using Reporting.Engine.Access;
using Reporting.Warehouse.Editions;
using Reporting.Warehouse.Problems;

namespace Reporting.Delivery.Releases;

/// <summary>Makes the release of an edition as one zip file, for background jobs.</summary>
public sealed class ReleaseZip(ReleaseWriter writer, EditionStore editions)
{
    private const string ContentType = "application/zip";

    /// <summary>Writes the release into a folder, which is deleted when the file is disposed. The caller keeps the edition open.</summary>
    public async Task<Outcome<OpenedFile>> OpenAsync(Edition edition, string folder, Caller caller, CancellationToken cancellationToken)
    {
        var request = await ReleaseRequest.OfAsync(edition, null, null, editions, cancellationToken);
        return (await writer.WriteAsync(request, folder, caller, cancellationToken)).Then<OpenedFile>(written => new OpenedFile(
            $"{edition.Id}.zip", ContentType, written.Handling, written.Version, (target, cancel) => WriteAsync(folder, target, cancel), () => DeleteAsync(folder)));
    }

    // The library also writes synchronously, which the stream of a job does not allow.
    private static async Task WriteAsync(string folder, Stream target, CancellationToken cancellationToken)
    {
        await ZipFile.CreateFromDirectoryAsync(folder, ZipOf(folder), cancellationToken);
        await using var zip = File.OpenRead(ZipOf(folder));
        await zip.CopyToAsync(target, cancellationToken);
    }

    private static string ZipOf(string folder) => folder + ".zip";

    private static ValueTask DeleteAsync(string folder)
    {
        Directory.Delete(folder, recursive: true);
        File.Delete(ZipOf(folder));
        return ValueTask.CompletedTask;
    }
}
