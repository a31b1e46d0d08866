using System.Text.Json;
using Reporting.Engine.Reports.Documents;
using Reporting.Rendering.Templates;

namespace Reporting.Rendering.Tests.Excel;

/// <summary>Other programs read the values of our sheets unchanged: openpyxl, pandas and LibreOffice do not know Excel's escapes of characters.</summary>
public sealed class ReadBackTests
{
    private const string Program = """
        import json, sys
        import openpyxl, pandas
        path = sys.argv[1]
        cells = [c.value for c in openpyxl.load_workbook(path)["Lists"]["B"]][1:]
        frame = pandas.read_excel(path, sheet_name="Lists", dtype=str, keep_default_na=False)
        print(json.dumps([cells, list(frame.iloc[:, 1])]))
        """;

    // Texts without "_x005F_", because openpyxl removes "x005F_" from every text.
    private static readonly string[] Texts =
    [
        "😀", "Family 👨‍👩‍👧 of 🇮🇳", "𝒳 and 𠀀", "_x0041_", "_xD83D__xDE00_", "=1+1", "'quoted", "two\nlines", "NA", "0001", "भारत עִבְרִית é", "a & b < c > \"d\"", "😀_x0041_😀",
    ];

    [FactNeeds("python3", "soffice")]
    public async Task Texts_come_back_equal_from_other_programs()
    {
        var folder = Directory.CreateTempSubdirectory("reporting-read-back-").FullName;
        var path = Path.Combine(folder, "template.xlsx");
        var members = Texts.Select((text, i) => ($"c{i}", text)).ToList();
        await File.WriteAllBytesAsync(path, ImportTemplate.Write([new TemplateList("Domain", ["Domain"], false, members)], [], new Provenance(1, null, "", "")));
        await File.WriteAllTextAsync(Path.Combine(folder, "read.py"), Program);

        var read = JsonDocument.Parse(TestRenderer.Run("/usr/bin/python3", Path.Combine(folder, "read.py"), path)).RootElement;
        foreach (var program in read.EnumerateArray())
        {
            Assert.Equal(Texts, program.EnumerateArray().Select(t => t.GetString()));
        }

        TestRenderer.Run("soffice", "--headless", $"-env:UserInstallation=file://{folder}/profile", "--convert-to", "csv:Text - txt - csv (StarCalc):124,0,76,1,,0,false,true,false,false,false,2", "--outdir", folder, path);
        var lines = await File.ReadAllTextAsync(Directory.GetFiles(folder, "*.csv").Single());
        Assert.All(Texts, text => Assert.Contains(text, lines, StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }
}
