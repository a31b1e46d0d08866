using System.Net.Http.Headers;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;

namespace Reporting.Api.Tests.OData;

/// <summary>Reads responses as strictly as the reference implementation: every name is declared, and every value has its type.</summary>
internal static class StrictReader
{
    public static IEdmModel Model(string metadata)
    {
        using var reader = System.Xml.XmlReader.Create(new StringReader(metadata));
        return CsdlReader.Parse(reader);
    }

    /// <summary>The rows of a response, and the link to the next page.</summary>
    /// <param name="isDeclared">False for rows of groups, whose names the query defines.</param>
    public static (List<ODataResource> Rows, ODataResourceSet Set) Rows(byte[] body, MediaTypeHeaderValue type, IEdmModel model, string set, bool isDeclared = true)
    {
        var rows = new List<ODataResource>();
        ODataResourceSet? read = null;
        using var messages = Reader(body, type, model, isDeclared);
        var entitySet = model.EntityContainer.FindEntitySet(set);
        var reader = messages.CreateODataResourceSetReader(entitySet, ((IEdmCollectionType)entitySet.Type).ElementType.AsEntity().EntityDefinition());
        while (reader.Read())
        {
            if (reader.State == ODataReaderState.ResourceEnd && reader.Item is ODataResource row)
            {
                rows.Add(row);
            }
            else if (reader.State == ODataReaderState.ResourceSetEnd)
            {
                read = (ODataResourceSet)reader.Item;
            }
        }

        return (rows, read!);
    }

    public static ODataResource One(byte[] body, MediaTypeHeaderValue type, IEdmModel model, string set)
    {
        using var messages = Reader(body, type, model, true);
        var entitySet = model.EntityContainer.FindEntitySet(set);
        var reader = messages.CreateODataResourceReader(entitySet, ((IEdmCollectionType)entitySet.Type).ElementType.AsEntity().EntityDefinition());
        ODataResource? row = null;
        while (reader.Read())
        {
            row = reader.State == ODataReaderState.ResourceEnd ? (ODataResource?)reader.Item ?? row : row;
        }

        return row!;
    }

    public static ODataServiceDocument Service(byte[] body, MediaTypeHeaderValue type, IEdmModel model)
    {
        using var messages = Reader(body, type, model, true);
        return messages.ReadServiceDocument();
    }

    public static ODataProperty Property(byte[] body, MediaTypeHeaderValue type, IEdmModel model)
    {
        using var messages = Reader(body, type, model, true);
        return (ODataProperty)messages.ReadProperty();
    }

    private static ODataMessageReader Reader(byte[] body, MediaTypeHeaderValue type, IEdmModel model, bool isDeclared)
    {
        var settings = new ODataMessageReaderSettings { Validations = isDeclared ? ValidationKinds.All : ValidationKinds.All & ~ValidationKinds.ThrowOnUndeclaredPropertyForNonOpenType };
        return new ODataMessageReader((IODataResponseMessage)new Message(body, type.ToString()), settings, model);
    }

    private sealed class Message(byte[] body, string type) : IODataResponseMessage
    {
        public IEnumerable<KeyValuePair<string, string>> Headers => [new("Content-Type", type), new("OData-Version", "4.0")];

        public int StatusCode { get; set; } = 200;

        public string? GetHeader(string headerName) => Headers.FirstOrDefault(h => h.Key.Equals(headerName, StringComparison.OrdinalIgnoreCase)).Value;

        public void SetHeader(string headerName, string headerValue) => throw new NotSupportedException();

        public Stream GetStream() => new MemoryStream(body);
    }
}
