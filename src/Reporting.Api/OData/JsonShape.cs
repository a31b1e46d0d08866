using Reporting.Engine.Feed;
using System.Text.Json;

namespace Reporting.Api.OData;

/// <summary>How a row becomes a JSON object: its columns by their place in the question, and objects within it.</summary>
/// <param name="set">Of what set it is an entity; null for the part of a group.</param>
internal sealed class JsonShape(EntitySet? set)
{
    public EntitySet? Set => set;

    public List<JsonColumn> Columns { get; } = [];

    public List<JsonBranch> Branches { get; } = [];

    /// <summary>Place of the key in the question; -1 where it is not read.</summary>
    public int Key { get; set; } = -1;

    /// <summary>True where a context URL must name the columns.</summary>
    public bool IsNamed { get; set; }

    /// <summary>As a context URL lists it. Power Query needs the columns of an expanded navigation named, and then all others too.</summary>
    public string Names() => string.Join(',', Columns.Select(c => c.Name.ToString()).Concat(Branches.Select(b => $"{b.Name}({b.Shape.Names()})")));
}

/// <summary>An object within a row.</summary>
/// <param name="Present">Place of a column that is null where the object is; -1 where it is always there.</param>
internal sealed record JsonBranch(JsonEncodedText Name, JsonShape Shape, int Present);

/// <summary>A value of a row.</summary>
/// <param name="Place">In the columns of the question.</param>
/// <param name="IsDeclared">False for names that the asker gave: their type is said in the answer.</param>
internal sealed record JsonColumn(JsonEncodedText Name, int Place, bool IsDeclared)
{
    public JsonEncodedText TypeName { get; } = JsonEncodedText.Encode(Name + "@odata.type");
}
