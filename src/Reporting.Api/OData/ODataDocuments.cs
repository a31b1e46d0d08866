using System.Text;
using System.Text.Json;
using System.Xml;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;

namespace Reporting.Api.OData;

/// <summary>The service document and $metadata.</summary>
internal sealed class ODataDocuments(ODataModel model)
{
    private readonly byte[] _xml = Xml(model.Edm);
    private readonly byte[] _json = Json(model.Edm);

    public ReadOnlyMemory<byte> Metadata(bool isXml) => isXml ? _xml : _json;

    public ReadOnlyMemory<byte> Service(string root, ODataFormat format)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            if (format.Metadata != ODataMetadata.None)
            {
                writer.WriteString("@odata.context", root + "/$metadata");
            }

            writer.WriteStartArray("value");
            foreach (var set in model.Sets.All)
            {
                writer.WriteStartObject();
                writer.WriteString("name", set.Name);
                writer.WriteString("kind", "EntitySet");
                writer.WriteString("url", set.Name);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static byte[] Xml(IEdmModel edm)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            Check(CsdlWriter.TryWriteCsdl(edm, writer, CsdlTarget.OData, out var errors), errors);
        }

        return stream.ToArray();
    }

    private static byte[] Json(IEdmModel edm)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Check(CsdlWriter.TryWriteCsdl(edm, writer, out var errors), errors);
        }

        return stream.ToArray();
    }

    private static void Check(bool isWritten, IEnumerable<Microsoft.OData.Edm.Validation.EdmError> errors)
    {
        if (!isWritten)
        {
            throw new InvalidOperationException("The entity data model is not valid: " + string.Join("; ", errors.Select(e => e.ErrorMessage)));
        }
    }
}
