using System.Text.Json;
using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.History;
using Reporting.Warehouse.Text;

namespace Reporting.Rendering.Columns;

/// <summary>The description of a file with one table: the members of <c>meta</c> in JSON, and the metadata of a schema.</summary>
public sealed record TableMeta(string Title, DataVersion Version, long Rows, string Question, string Filters, string Counting, bool Truncated, string? Hash, Classification? Handling)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("title", Title);
        json.WriteNumber("dataVersion", Version.Version);
        json.WriteString("dataAsOf", Instants.Iso(Version.AsOf));
        if (Version.Edition is { } edition)
        {
            json.WriteString("edition", edition);
        }

        json.WriteNumber("rows", Rows);
        json.WriteString("question", Question);
        json.WriteString("filters", Filters);
        json.WriteString("counting", Counting);
        json.WriteBoolean("truncated", Truncated);
        json.WriteString("hash", Hash);
        json.WriteString("handling", Handling?.Code);
        if (Version.IsInvented)
        {
            json.WriteBoolean("invented", true);
        }
    }
}
