using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace Reporting.Api.Connect;

/// <summary>Connection files for Power BI and Excel. They contain the feed's address, but no credentials.</summary>
internal static class ConnectionFiles
{
    private static readonly XNamespace Mashup = "http://schemas.microsoft.com/DataMashup";
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    public static byte[] PowerBi(string feed) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        version = "0.1",
        connections = new[] { new { details = new { protocol = "odata", address = new { url = feed } }, options = new { }, mode = "Import" } },
    });

    // Excel requires exactly these names and ids: an HTML page with the connection as XML, which contains the query as escaped XML.
    public static string Excel(string feed, string set) => $"""
        <html xmlns:o="urn:schemas-microsoft-com:office:office"
        xmlns="http://www.w3.org/TR/REC-html40">

        <head>
        <meta http-equiv=Content-Type content="text/x-ms-odc; charset=utf-8">
        <meta name=ProgId content=ODC.Database>
        <meta name=SourceType content=OLEDB>
        <title>Query - {set}</title>
        <xml id=docprops><o:DocumentProperties
          xmlns:o="urn:schemas-microsoft-com:office:office"
          xmlns="http://www.w3.org/TR/REC-html40">
          <o:Description>Connection to the '{set}' query in the workbook.</o:Description>
          <o:Name>Query - {set}</o:Name>
         </o:DocumentProperties>
        </xml><xml id=msodc><odc:OfficeDataConnection
          xmlns:odc="urn:schemas-microsoft-com:office:odc"
          xmlns="http://www.w3.org/TR/REC-html40">
          <odc:PowerQueryConnection odc:Type="OLEDB">
           <odc:ConnectionString>Provider=Microsoft.Mashup.OleDb.1;Data Source=$Workbook$;Location={set};Extended Properties=&quot;&quot;</odc:ConnectionString>
           <odc:CommandType>SQL</odc:CommandType>
           <odc:CommandText>SELECT * FROM [{set}]</odc:CommandText>
          </odc:PowerQueryConnection>
          <odc:PowerQueryMashupData>{WebUtility.HtmlEncode(Query(feed, set))}</odc:PowerQueryMashupData>
         </odc:OfficeDataConnection>
        </xml>
        </head>
        <body></body>
        </html>
        """;

    /// <summary>A Power Query formula (M) that reads the rows of a set.</summary>
    public static string Formula(string feed, string set) => $"let Source = {Source(feed)}, T = Source{{[Name={Quoted(set)},Signature=\"table\"]}}[Data] in T";

    /// <summary>A Power Query expression (M) for the feed.</summary>
    public static string Source(string feed) => $"OData.Feed({Quoted(feed)}, null, [Implementation=\"2.0\"])";

    private static string Query(string feed, string set) => new XElement(
        Mashup + "Mashup",
        new XAttribute(XNamespace.Xmlns + "xsi", Instance),
        new XElement(Mashup + "Client", "EXCEL"),
        new XElement(Mashup + "Version", "2.21.0.0"),
        new XElement(Mashup + "MinVersion", "2.21.0.0"),
        new XElement(Mashup + "Culture", "en-US"),
        new XElement(Mashup + "SafeCombine", true),
        new XElement(Mashup + "Items", new XElement(Mashup + "Query", new XAttribute("Name", set), new XElement(Mashup + "Formula", Formula(feed, set)), Nothing("IsParameterQuery"), Nothing("IsDirectQuery"))))
        .ToString(SaveOptions.DisableFormatting);

    private static XElement Nothing(string name) => new(Mashup + name, new XAttribute(Instance + "nil", true));

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
