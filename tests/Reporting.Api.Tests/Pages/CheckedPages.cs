using System.Globalization;
using Reporting.Api.Tests.Exports;
using Reporting.Api.Tests.Imports;
using Reporting.Api.Tests.Mail;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Pages;

/// <summary>A page of pages.txt.</summary>
internal sealed record CheckedPage(int Status, string Address);

/// <summary>Reads pages.txt, and makes what its addresses name.</summary>
internal static class CheckedPages
{
    public static async Task<IReadOnlyList<CheckedPage>> ReadAsync(ImportingApp app)
    {
        using var client = app.PlainClient();
        var ids = new Dictionary<string, string>
        {
            ["{subscription}"] = (await client.SubscribeAsync()).Id(),
            ["{export}"] = await ExportAsync(client),
        };
        var lines = await File.ReadAllLinesAsync(RepositoryRoot.File("tests", "Reporting.Api.Tests", "Pages", "pages.txt"));
        return [.. lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => Page(line, ids))];
    }

    private static CheckedPage Page(string line, Dictionary<string, string> ids)
    {
        var (status, address) = (line[..3], line[4..].Trim());
        foreach (var (name, id) in ids)
        {
            address = address.Replace(name, id, StringComparison.Ordinal);
        }

        return new CheckedPage(int.Parse(status, CultureInfo.InvariantCulture), address);
    }

    private static async Task<string> ExportAsync(HttpClient client)
    {
        var job = await client.AddAsync("csv");
        await client.EndAsync(job);
        return job[(job.LastIndexOf('/') + 1)..];
    }
}
