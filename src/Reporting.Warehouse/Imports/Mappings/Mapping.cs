using Reporting.Warehouse.Imports.Files;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>How the rows of one kind of file become engagements.</summary>
public sealed class Mapping
{
    internal Mapping(string id, MappingKeys keys, FileShape shape) => (Id, Keys, Shape) = (id, keys, shape);

    /// <summary>The name of its file, by which imports name it.</summary>
    public string Id { get; }

    /// <summary>What it is called for people.</summary>
    public string Name => Keys.Name ?? Slugs.Humanise(Id);

    internal MappingKeys Keys { get; }

    internal FileShape Shape { get; }

    /// <summary>The row of the names, from 1; 0 where the file has none.</summary>
    internal int HeaderRow => Keys.File?.HeaderRow ?? 1;
}
