using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Migrations;

/// <summary>A numbered script. Its hash does not depend on line endings.</summary>
internal sealed record MigrationScript(string Name, string Text, string Hash)
{
    /// <summary>The scripts of one engine in a folder, in numerical order.</summary>
    public static IReadOnlyList<MigrationScript> ReadAll(string folder, string suffix) =>
    [
        .. new DirectoryInfo(folder).EnumerateFiles($"*.{suffix}.sql")
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => Read(file, suffix)),
    ];

    private static MigrationScript Read(FileInfo file, string suffix)
    {
        var text = File.ReadAllText(file.FullName).ReplaceLineEndings("\n");
        var hash = Sha256.Of(text);
        return new MigrationScript(file.Name[..^$".{suffix}.sql".Length], text, hash);
    }
}
