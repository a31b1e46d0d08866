using System.Xml;
using Reporting.Warehouse.Imports.Files.Rows;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>
/// Reads the XML of a part forward, node by node. The transitional and the strict form of Open XML are one; elements of other namespaces have no name here.
/// </summary>
internal sealed class WorkbookXml : IDisposable
{
    // The deepest real nesting is six levels, for rich text in a shared string.
    private const int MaxDepth = 64;
    private const int MaxText = 1_000_000;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CloseInput = true,
    };

    private static readonly string[] Namespaces =
    [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main", "http://schemas.openxmlformats.org/package/2006/relationships",
    ];

    private static readonly string[] References = ["http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"];

    private readonly XmlReader _xml;
    private readonly string _part;
    private string? _namespace;

    public WorkbookXml(Stream part, string name) => (_xml, _part) = (XmlReader.Create(part, Settings), name);

    public string Name => _xml.NamespaceURI == _namespace ? _xml.LocalName : "";

    public bool IsElement => _xml.NodeType == XmlNodeType.Element;

    public bool IsEnd => _xml.NodeType == XmlNodeType.EndElement;

    public bool IsEmpty => _xml.IsEmptyElement;

    public int Depth => _xml.Depth;

    /// <summary>An attribute without a namespace; null when it is missing.</summary>
    public string? this[string attribute] => _xml.GetAttribute(attribute);

    /// <summary>The relationship id, in the relationships namespace of either form.</summary>
    public string? RelationId()
    {
        string? id = null;
        for (var more = _xml.MoveToFirstAttribute(); more; more = _xml.MoveToNextAttribute())
        {
            id = _xml.LocalName == "id" && Array.Exists(References, known => known == _xml.NamespaceURI) ? _xml.Value : id;
        }

        _xml.MoveToElement();
        return id;
    }

    public bool Next()
    {
        try
        {
            if (!_xml.Read())
            {
                return false;
            }

            if (_namespace is null && IsElement)
            {
                _namespace = Array.Find(Namespaces, known => known == _xml.NamespaceURI) ?? throw WorkbookProblems.Malformed($"Its internal file {_part} does not belong to a workbook");
            }
        }
        catch (XmlException)
        {
            throw NotXml();
        }

        return _xml.Depth <= MaxDepth ? true : throw WorkbookProblems.Malformed($"Its internal file {_part} is nested more than {MaxDepth} levels deep");
    }

    /// <summary>Moves to the next node within an element; false at its end.</summary>
    public bool Next(int depth) => Next() && !(IsEnd && _xml.Depth == depth);

    /// <summary>The text of the current element, which must not contain others.</summary>
    public string Text()
    {
        if (_xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, text) = (_xml.Depth, "");
        while (Next(depth))
        {
            if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                text = text.Length == 0 ? Value() : text + Value();
            }
            else
            {
                throw WorkbookProblems.Malformed($"Its internal file {_part} has a value that is not text");
            }

            if (text.Length > MaxText)
            {
                throw WorkbookProblems.TooLarge($"its internal file {_part} has a text of more than {MaxText:N0} characters");
            }
        }

        return text;
    }

    /// <summary>The text of all runs of a string, without phonetic hints.</summary>
    public string RichText()
    {
        if (_xml.IsEmptyElement)
        {
            return "";
        }

        var (depth, text) = (_xml.Depth, "");
        while (Next(depth))
        {
            if (IsElement && Name == "rPh")
            {
                Skip();
            }
            else if (IsElement && Name == "t" && _xml.Depth > depth + 2)
            {
                throw WorkbookProblems.Malformed($"Its internal file {_part} has text where the format allows none");
            }
            else if (IsElement && Name == "t")
            {
                var run = CellText.Unescape(Text());
                text = text.Length == 0 ? run : text + run;
                if (text.Length > MaxText)
                {
                    throw WorkbookProblems.TooLarge($"its internal file {_part} has a text of more than {MaxText:N0} characters");
                }
            }
        }

        return text;
    }

    /// <summary>Skips the current element.</summary>
    public void Skip()
    {
        var depth = _xml.Depth;
        if (!_xml.IsEmptyElement)
        {
            while (Next(depth))
            {
                // The content is ignored.
            }
        }
    }

    public void Dispose() => _xml.Dispose();

    // A long text is decoded only when it is needed.
    private string Value()
    {
        try
        {
            return _xml.Value;
        }
        catch (XmlException)
        {
            throw NotXml();
        }
    }

    private ImportFileException NotXml() => WorkbookProblems.Malformed($"Its internal file {_part} is not XML");
}
