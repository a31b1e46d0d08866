using System.Text.Json;
using System.Text.Json.Nodes;
using Reporting.Rendering.Columns;
using Reporting.Warehouse.Text;

namespace Reporting.Delivery.Releases;

/// <summary>The description of a release for programs: <c>datapackage.json</c> (Frictionless Data Package, version 1).</summary>
internal static class DataPackage
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Of(ReleaseFacts facts, IReadOnlyList<ReleaseFile> files) => new JsonObject
    {
        ["profile"] = "data-package",
        ["name"] = facts.Id,
        ["title"] = facts.Title,
        ["version"] = facts.Id,
        ["created"] = Instants.Iso(facts.MadeAt),
        ["description"] = facts.Note,
        ["contributors"] = new JsonArray(new JsonObject { ["title"] = facts.Publisher, ["role"] = "publisher" }),
        ["resources"] = new JsonArray([.. files.Select(Resource)]),
    }.ToJsonString(Indented);

    private static JsonObject Resource(ReleaseFile file)
    {
        var resource = new JsonObject
        {
            ["name"] = NameOf(file.Path),
            ["path"] = file.Path,
            ["format"] = Path.GetExtension(file.Path)[1..],
            ["mediatype"] = file.MediaType,
            ["bytes"] = file.Bytes,
            ["hash"] = "sha256:" + file.Sha256,
        };
        if (file.Table is { } table)
        {
            resource["description"] = table.Row;
        }

        if (file is { Table: { } csv, MediaType: ReleaseFile.Csv })
        {
            resource["profile"] = "tabular-data-resource";
            resource["encoding"] = "utf-8";
            resource["schema"] = Schema(csv);
        }

        return resource;
    }

    private static JsonObject Schema(ReleaseTable table)
    {
        var schema = new JsonObject
        {
            ["fields"] = new JsonArray([.. table.Columns.Select(c => Field(c, table.Key.Contains(c.Name)))]),
            ["missingValues"] = new JsonArray(string.Empty),
            ["primaryKey"] = Names(table.Key),
        };

        // The standard allows no empty list.
        if (table.References.Count > 0)
        {
            schema["foreignKeys"] = new JsonArray([.. table.References.Select(Reference)]);
        }

        return schema;
    }

    private static JsonObject Reference(ReleaseReference reference) => new()
    {
        ["fields"] = reference.Column,
        ["reference"] = new JsonObject { ["resource"] = NameOf(ReleaseFile.PathOf(reference.Table, ".csv")), ["fields"] = reference.Column },
    };

    private static JsonObject Field(ReleaseColumn column, bool isKey)
    {
        var field = new JsonObject
        {
            ["name"] = column.Name,
            ["type"] = column.Type switch
            {
                ColumnType.Text => "string",
                ColumnType.Whole => "integer",
                ColumnType.Flag => "boolean",
                ColumnType.Day => "date",
                _ => "number",
            },
            ["description"] = column.Meaning,
        };
        if (isKey)
        {
            field["constraints"] = new JsonObject { ["required"] = true };
        }

        return field;
    }

    private static string NameOf(string path) => path.Replace('/', '-').Replace('.', '-').ToLowerInvariant();

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => (JsonNode)n)]);
}
