using System.Diagnostics;
using System.Text.Json;

namespace Reporting.Warehouse.Tests.Imports.Workbooks;

/// <summary>The workbooks of writers.py and sheetjs.mjs with their expected contents.</summary>
public sealed class WrittenWorkbooks : IDisposable
{
    public WrittenWorkbooks()
    {
        if (FactNeedsPythonAttribute.Lacks("openpyxl", "xlsxwriter"))
        {
            return;
        }

        Run("/usr/bin/python3", RepositoryRoot.File("tests", "Reporting.Warehouse.Tests", "Imports", "Workbooks", "writers.py"), Folder, File.Exists("/usr/bin/soffice") ? "--libreoffice" : "--none");
        Add("manifest.json");
        var clients = RepositoryRoot.File("tests", "spreadsheet-writers");
        if (Directory.Exists(Path.Combine(clients, "node_modules", "xlsx")))
        {
            Run("node", Path.Combine(clients, "sheetjs.mjs"), Folder);
            Add("sheetjs.json");
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("reporting-workbooks-").FullName;

    internal List<WrittenWorkbook> All { get; } = [];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors);
    }

    private void Add(string manifest)
    {
        foreach (var entry in JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, manifest))).RootElement.EnumerateArray())
        {
            All.Add(new WrittenWorkbook(
                entry.GetProperty("name").GetString()!, entry.GetProperty("file").GetString()!,
                [.. entry.GetProperty("rows").EnumerateArray().Select(r => (r[0].GetInt32(), r[1].EnumerateArray().Select(t => t.GetString()!).ToList()))],
                [.. entry.GetProperty("notes").EnumerateArray().Select(n => n.GetString()!)], entry.GetProperty("problem").GetString(), entry.TryGetProperty("some", out var some) && some.GetBoolean()));
        }
    }
}
