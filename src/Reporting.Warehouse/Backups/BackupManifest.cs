using System.Text.Json;

namespace Reporting.Warehouse.Backups;

/// <summary>The content of a backup, as the file manifest.json in its folder.</summary>
public sealed record BackupManifest
{
    public const string FileName = "manifest.json";

    /// <summary>The form of the backup. A program refuses a number that it does not know.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public int Format { get; init; } = CurrentFormat;

    /// <summary>The moment whose data it holds.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    public required long DataVersion { get; init; }

    /// <summary>The migration scripts of the warehouse.</summary>
    public required IReadOnlyList<string> Scripts { get; init; }

    /// <summary>The migration scripts of the operations database.</summary>
    public required IReadOnlyList<string> OperationsScripts { get; init; }

    public required IReadOnlyList<BackupFile> Files { get; init; }

    /// <summary>Items that a restored service needs and that the backup does not hold, such as the folder of secrets.</summary>
    public required IReadOnlyList<string> KeptApart { get; init; }

    /// <summary>A mark of the secret of keys, which does not reveal it.</summary>
    public string? SecretMark { get; init; }

    /// <summary>Null for a folder without a readable manifest.</summary>
    public static BackupManifest? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(Path.Combine(folder, FileName)), Json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Write(string folder)
    {
        using var file = File.Create(Path.Combine(folder, FileName));
        JsonSerializer.Serialize(file, this, Json);
        file.Flush(flushToDisk: true);
    }
}

/// <summary>A file of a backup, with its path in the backup's folder.</summary>
/// <param name="Sha256">Hexadecimal.</param>
public sealed record BackupFile(string Path, long Bytes, string Sha256);

/// <summary>Items that backups do not hold, and a mark by which a restored service recognises its secret.</summary>
public sealed record KeptApart(IReadOnlyList<string> Names, string? SecretMark);
