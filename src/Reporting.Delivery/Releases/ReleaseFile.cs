namespace Reporting.Delivery.Releases;

/// <summary>A file of a release.</summary>
/// <param name="Path">Its path within the release, with '/'.</param>
/// <param name="Table">The table that it holds; null for other files.</param>
internal sealed record ReleaseFile(string Path, string MediaType, long Bytes, string Sha256, ReleaseTable? Table)
{
    public const string Csv = "text/csv";

    public const string Parquet = "application/vnd.apache.parquet";

    public static string PathOf(string table, string extension) => "data/" + table + extension;

    /// <summary>Reads the size and the checksum of a written file.</summary>
    public static async Task<ReleaseFile> OfAsync(string folder, string path, string mediaType, ReleaseTable? table, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(System.IO.Path.Combine(folder, path));
        return new ReleaseFile(path, mediaType, file.Length, await Warehouse.Text.Sha256.OfAsync(file, cancellationToken), table);
    }
}

/// <summary>The description of a release.</summary>
/// <param name="Id">The id of the edition.</param>
/// <param name="State">Preliminary or final.</param>
internal sealed record ReleaseFacts(string Id, string State, string Title, string Note, string Publisher, DateTimeOffset MadeAt, long DataVersion, string Handling);
