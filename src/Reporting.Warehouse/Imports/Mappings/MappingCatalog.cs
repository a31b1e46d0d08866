using Reporting.Warehouse.Definitions;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>The mappings of a folder, read at start. An invalid one stops the start with file, line and hint.</summary>
public sealed class MappingCatalog
{
    /// <summary>The name of the native layout, which has no mapping file.</summary>
    public const string Native = "native";

    /// <summary>The mapping name of an import row that records an undo.</summary>
    public const string Undo = "undo";

    public static readonly MappingCatalog Empty = new([]);

    private readonly Dictionary<string, Mapping> _mappings;

    public MappingCatalog(IEnumerable<Mapping> mappings) => _mappings = mappings.ToDictionary(m => m.Id, StringComparer.Ordinal);

    /// <summary>The folder of its files; null if it was not read from a folder.</summary>
    public string? Folder { get; private init; }

    public IReadOnlyList<string> Names => [.. _mappings.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A missing folder gives an empty catalogue.</summary>
    public static MappingCatalog Read(string folder) => Directory.Exists(folder)
        ? new(Directory.EnumerateFiles(folder, "*.yml").Order(StringComparer.Ordinal).Select(ReadFile)) { Folder = folder }
        : Empty;

    /// <summary>Throws <see cref="DefinitionException"/>.</summary>
    public static Mapping ReadFile(string path) => Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path), Path.GetDirectoryName(Path.GetFullPath(path)));

    /// <summary>Throws <see cref="DefinitionException"/>.</summary>
    /// <param name="folder">The folder of lookup tables; null for an uploaded mapping.</param>
    public static Mapping Parse(string id, string text, string? folder = null) =>
        MappingCheck.Check(id, YamlFile.Parse<MappingKeys>($"{id}.yml", text, [new MappingYaml()], "docs/imports.md"), new DefinitionText($"{id}.yml", text), folder);

    public Mapping? Find(string name) => _mappings.GetValueOrDefault(name);
}
