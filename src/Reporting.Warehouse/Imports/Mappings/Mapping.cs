using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>How the rows of one kind of file become engagements.</summary>
public sealed class Mapping
{
    internal Mapping(string id, MappingKeys keys, FileShape shape) => (Id, Keys, Shape) = (id, keys, shape);

    /// <summary>The name of its file, which imports use.</summary>
    public string Id { get; }

    /// <summary>The name for display.</summary>
    public string Name => Keys.Name ?? Slugs.Humanise(Id);

    internal MappingKeys Keys { get; }

    internal FileShape Shape { get; }

    /// <summary>The row number of the header, from 1; 0 for a file without one.</summary>
    internal int HeaderRow => Keys.File?.HeaderRow ?? 1;
}
