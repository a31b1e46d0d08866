using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Reporting.Api.Tests.Reports;

/// <summary>Compares the files of one report, figure by figure, with tools that the product does not use.</summary>
internal static class ReportFiles
{
    /// <param name="question">The id of the report and its parameters.</param>
    /// <param name="paper">True to print it too.</param>
    public static async Task CheckAsync(ReportingApp app, string question, string folder, bool paper)
    {
        var (id, query) = question.Split('?') is [var name, var rest] ? (name, "?" + rest) : (question, string.Empty);

        // Pages are brief without it, and would lack the lists.
        query += (query.Length == 0 ? "?" : "&") + "detail=full";
        foreach (var format in paper ? new[] { "json", "xlsx", "html", "pdf" } : ["json", "xlsx", "html"])
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, "report." + format), await app.BytesAsync($"/api/v1/reports/{id}/{format}{query}"));
        }

        foreach (var section in (await app.JsonAsync($"/api/v1/reports/{id}")).GetProperty("sections").EnumerateArray().Select(s => s.GetProperty("id").GetString()!))
        {
            var one = query + "&section=" + section;
            await File.WriteAllBytesAsync(Path.Combine(folder, section + ".csv"), await app.BytesAsync($"/api/v1/reports/{id}/csv{one}"));
        }

        if (paper)
        {
            ExternalPrograms.Run("qpdf", "--check", Path.Combine(folder, "report.pdf"));
            ExternalPrograms.Run("pdftotext", "-layout", Path.Combine(folder, "report.pdf"), Path.Combine(folder, "report.txt"));
        }

        var lines = ExternalPrograms.Run("/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Reports", "check_report.py"), folder).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length == 1, string.Join('\n', lines));
        Assert.InRange(int.Parse(lines[0], CultureInfo.InvariantCulture), 50, int.MaxValue);
        using var workbook = SpreadsheetDocument.Open(Path.Combine(folder, "report.xlsx"), false);
        var findings = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(workbook).Select(e => $"{id} {e.Part?.Uri} {e.Path?.XPath}: {e.Description}").Take(5).ToList();
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }
}
