using System.Text.Json;
using Reporting.Engine.Feed;

namespace Reporting.Api.OData;

/// <summary>The structure of a row as a JSON object: its columns by their position in the query, and nested objects.</summary>
/// <param name="set">The set of the entity; null for a part of a group.</param>
internal sealed class JsonShape(EntitySet? set)
{
    public EntitySet? Set => set;

    public List<JsonColumn> Columns { get; } = [];

    public List<JsonBranch> Branches { get; } = [];

    /// <summary>Position of the key in the query; -1 if the key is not read.</summary>
    public int Key { get; set; } = -1;

    /// <summary>True if the context URL must list the columns.</summary>
    public bool IsNamed { get; set; }

    /// <summary>The column list of the context URL. Power Query needs the columns of an expanded navigation, and then also all other columns.</summary>
    public string Names() => string.Join(',', Columns.Select(c => c.Name.ToString()).Concat(Branches.Select(b => $"{b.Name}({b.Shape.Names()})")));
}

/// <summary>A nested object of a row.</summary>
/// <param name="Present">Position of a column that is null if the object is null; -1 if the object is never null.</param>
internal sealed record JsonBranch(JsonEncodedText Name, JsonShape Shape, int Present);

/// <summary>A value of a row.</summary>
/// <param name="Place">Position in the columns of the query.</param>
/// <param name="IsDeclared">False for names that the query defines; the response then contains their type.</param>
internal sealed record JsonColumn(JsonEncodedText Name, int Place, bool IsDeclared)
{
    public JsonEncodedText TypeName { get; } = JsonEncodedText.Encode(Name + "@odata.type");
}
