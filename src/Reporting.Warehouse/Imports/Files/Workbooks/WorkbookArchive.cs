using System.IO.Compression;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>The parts of a workbook by name, and the relations between them.</summary>
internal sealed class WorkbookArchive : IDisposable
{
    private const int MaxEntries = 10_000;
    private const long MaxSheet = 4L << 30;
    private const long MaxStrings = 64 << 20;
    private const long MaxOther = 32 << 20;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationToken _cancellationToken;

    public WorkbookArchive(Stream workbook, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _zip = new ZipArchive(workbook, ZipArchiveMode.Read, leaveOpen: true);
        if (_zip.Entries.Count > MaxEntries)
        {
            throw WorkbookProblems.Malformed($"It has more than {MaxEntries:N0} internal files");
        }

        foreach (var entry in _zip.Entries)
        {
            if (!_parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry))
            {
                throw WorkbookProblems.Malformed($"Its internal file {TextRules.Short(entry.FullName)} occurs twice");
            }
        }
    }

    public bool Has(string part) => _parts.ContainsKey(part);

    public WorkbookXml Sheet(string part) => new(Open(part, MaxSheet), part);

    public Stream SheetBytes(string part) => Open(part, MaxSheet);

    public WorkbookXml Strings(string part) => new(Open(part, MaxStrings), part);

    public WorkbookXml Xml(string part) => new(Open(part, MaxOther), part);

    /// <summary>The relations of a part by id: the kind (the last word of its type) and the target part. Targets outside the workbook are left out.</summary>
    public Dictionary<string, (string Kind, string Part)> Relations(string part)
    {
        var relations = new Dictionary<string, (string Kind, string Part)>(StringComparer.Ordinal);
        var slash = part.LastIndexOf('/') + 1;
        var name = $"{part[..slash]}_rels/{part[slash..]}.rels";
        if (!Has(name))
        {
            return relations;
        }

        using var xml = Xml(name);
        while (xml.Next())
        {
            if (xml.IsElement && xml.Name == "Relationship" && xml["TargetMode"] != "External" && xml["Target"] is { } target)
            {
                var type = xml["Type"] ?? "";
                relations[xml["Id"] ?? ""] = (type[(type.LastIndexOf('/') + 1)..], Resolve(part[..slash], target));
            }
        }

        return relations;
    }

    public void Dispose() => _zip.Dispose();

    // All of these name one part: "worksheets/sheet1.xml", "./worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml".
    private static string Resolve(string folder, string target)
    {
        target = Uri.UnescapeDataString(target.Split('#')[0]).Replace('\\', '/');
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (step == ".." && steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not ("" or "." or ".."))
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    private BoundedPart Open(string part, long maxBytes) => _parts.TryGetValue(part, out var entry)
        ? new BoundedPart(entry, maxBytes, _cancellationToken)
        : throw WorkbookProblems.Malformed($"Its internal file {TextRules.Short(part)} is missing");
}
