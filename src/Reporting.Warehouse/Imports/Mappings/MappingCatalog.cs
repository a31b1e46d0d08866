using Reporting.Warehouse.Definitions;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>The mappings of a folder, read at start; one that is wrong stops it with file, line and hint.</summary>
public sealed class MappingCatalog
{
    public static readonly MappingCatalog Empty = new([]);

    private readonly Dictionary<string, Mapping> _mappings;

    public MappingCatalog(IEnumerable<Mapping> mappings) => _mappings = mappings.ToDictionary(m => m.Id, StringComparer.Ordinal);

    /// <summary>Where its files are; null for one that was not read from a folder.</summary>
    public string? Folder { get; private init; }

    public IReadOnlyList<string> Names => [.. _mappings.Keys.Order(StringComparer.Ordinal)];

    /// <summary>An absent folder has none.</summary>
    public static MappingCatalog Read(string folder) => Directory.Exists(folder)
        ? new(Directory.EnumerateFiles(folder, "*.yml").Order(StringComparer.Ordinal).Select(ReadFile)) { Folder = folder }
        : Empty;

    /// <summary>Throws <see cref="DefinitionException"/>.</summary>
    public static Mapping ReadFile(string path) => Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path));

    /// <summary>Throws <see cref="DefinitionException"/>.</summary>
    public static Mapping Parse(string id, string text) =>
        MappingCheck.Check(id, YamlFile.Parse<MappingKeys>($"{id}.yml", text, [new MappingYaml()], "docs/imports.md"), new DefinitionText($"{id}.yml", text));

    public Mapping? Find(string name) => _mappings.GetValueOrDefault(name);
}
