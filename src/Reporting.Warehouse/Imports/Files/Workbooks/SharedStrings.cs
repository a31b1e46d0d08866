namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>The texts of a workbook that cells refer to by number. What the part says of their count is not believed.</summary>
internal static class SharedStrings
{
    public static List<string> Read(WorkbookArchive archive, string? part)
    {
        var strings = new List<string>();
        if (part is null)
        {
            return strings;
        }

        using var xml = archive.Strings(part);
        while (xml.Next())
        {
            if (xml.IsElement && xml.Name == "si")
            {
                strings.Add(xml.RichText());
            }
        }

        return strings;
    }
}
