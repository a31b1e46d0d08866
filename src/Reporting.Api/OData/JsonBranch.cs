using System.Text.Json;

namespace Reporting.Api.OData;

/// <summary>An object within a row.</summary>
/// <param name="Present">Place of a column that is null where the object is; -1 where it is always there.</param>
internal sealed record JsonBranch(JsonEncodedText Name, JsonShape Shape, int Present);
