using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>The main part of a workbook: its sheets, its calendar, and the parts with strings and styles.</summary>
internal sealed record WorkbookIndex(IReadOnlyList<WorkbookSheet> Sheets, string? Strings, string? Styles)
{
    private const int MaxSheets = 10_000;

    /// <summary>True when days are counted from 1904.</summary>
    public bool Is1904 { get; private init; }

    /// <summary>True when the workbook asks for recalculation. Its saved values are then not the results of its formulas.</summary>
    public bool AsksToCalculate { get; private init; }

    public static WorkbookIndex Read(WorkbookArchive archive)
    {
        var main = archive.Relations("").Values.FirstOrDefault(r => r.Kind == "officeDocument").Part ?? "xl/workbook.xml";
        if (main.EndsWith(".bin", StringComparison.OrdinalIgnoreCase))
        {
            throw WorkbookProblems.Malformed("It is a binary workbook (.xlsb)");
        }

        if (!archive.Has(main))
        {
            throw WorkbookProblems.Malformed(archive.Has("content.xml") ? "It is an OpenDocument file (.ods)" : "It is a zip archive, but not an xlsx workbook");
        }

        var relations = archive.Relations(main);
        var (sheets, is1904, asks) = (new List<WorkbookSheet>(), false, false);
        using var xml = archive.Xml(main);
        if (!xml.Next() || !Root(xml))
        {
            throw WorkbookProblems.Malformed("It is an Office file, but not a workbook");
        }

        while (xml.Next())
        {
            switch (xml.IsElement ? xml.Name : "")
            {
                case "workbookPr":
                    is1904 = IsTrue(xml["date1904"]);
                    break;
                case "calcPr":
                    asks = IsTrue(xml["fullCalcOnLoad"]) || IsTrue(xml["forceFullCalc"]) || xml["calcCompleted"] is "0" or "false";
                    break;
                case "sheet" when xml["name"] is { } name && sheets.Count < MaxSheets:
                    if (!relations.TryGetValue(xml.RelationId() ?? "", out var target))
                    {
                        throw WorkbookProblems.Malformed($"It does not say which internal file holds its sheet '{TextRules.Short(name)}'");
                    }

                    sheets.Add(new WorkbookSheet(name, IsHidden(name, xml["state"]), target.Kind == "worksheet" ? target.Part : null));
                    break;
            }
        }

        return new WorkbookIndex(sheets, Of("sharedStrings"), Of("styles")) { Is1904 = is1904, AsksToCalculate = asks };

        string? Of(string kind) => relations.Values.FirstOrDefault(r => r.Kind == kind).Part is { } part && archive.Has(part) ? part : null;
    }

    // Programs write a boolean in every form of XML Schema, and of the first edition of Open XML.
    private static bool IsTrue(string? text) => text?.Trim().ToLowerInvariant() is "1" or "true" or "on" or "t";

    private static bool IsHidden(string name, string? state) => state switch
    {
        null or "visible" => false,
        "hidden" or "veryHidden" => true,
        _ => throw WorkbookProblems.Malformed($"Its sheet '{TextRules.Short(name)}' is neither visible nor hidden, but '{TextRules.Short(state, 20)}'"),
    };

    private static bool Root(WorkbookXml xml)
    {
        while (!xml.IsElement && xml.Next())
        {
            // Skips a declaration or whitespace before the root.
        }

        return xml.IsElement && xml.Name == "workbook";
    }
}
