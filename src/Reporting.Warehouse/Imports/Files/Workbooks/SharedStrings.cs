namespace Reporting.Warehouse.Imports.Files.Workbooks;

/// <summary>The texts that cells refer to by number. The count that the part states is ignored.</summary>
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
