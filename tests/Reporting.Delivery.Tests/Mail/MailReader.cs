using System.Diagnostics;
using System.Text.Json;
using Reporting.TestWarehouses;

namespace Reporting.Delivery.Tests.Mail;

/// <summary>A mail as Python's library reads it, which is independent of the writer.</summary>
public static class MailReader
{
    /// <summary>Writes the parts of the mail to the folder.</summary>
    public static async Task<JsonElement> ReadAsync(string eml, string folder)
    {
        var script = RepositoryRoot.File("tests", "Reporting.Delivery.Tests", "Mail", "read_mail.py");
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, eml, folder]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return JsonDocument.Parse(output).RootElement;
    }

    public static string? Header(this JsonElement mail, string name) => mail.GetProperty("headers").EnumerateArray().Where(h => h[0].GetString() == name).Select(h => h[1].GetString()).SingleOrDefault();
}
