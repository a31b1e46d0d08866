using System.Text.Json;

namespace Reporting.Api.OData;

/// <summary>A value of a row.</summary>
/// <param name="Place">In the columns of the question.</param>
/// <param name="IsDeclared">False for names that the asker gave: their type is said in the answer.</param>
internal sealed record JsonColumn(JsonEncodedText Name, int Place, bool IsDeclared)
{
    public JsonEncodedText TypeName { get; } = JsonEncodedText.Encode(Name + "@odata.type");
}
