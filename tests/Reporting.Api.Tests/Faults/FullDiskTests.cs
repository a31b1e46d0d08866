using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reporting.Api.Tests.Imports;
using Reporting.Warehouse.Backups;

namespace Reporting.Api.Tests.Faults;

/// <summary>Behaviour on a full disk: messages, remaining data, and recovery when there is space again.</summary>
[Trait("Category", "Faults")]
public sealed class FullDiskTests
{
    private const int Megabytes = 16;

    [SmallDiskFact]
    public async Task An_import_that_does_not_fit_names_the_folder_and_frees_the_disk()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        await using var app = On(disk);
        var version = await app.VersionAsync();
        var (status, answer) = await app.SendAsync(Large());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "disk-full"), (status, answer.GetProperty("code").GetString()));
        Assert.Contains("Warehouse:ConnectionString", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(disk.Path, answer.GetRawText(), StringComparison.Ordinal);
        Assert.InRange(new FileInfo(Path.Combine(disk.Path, "reporting.db-wal")).Length, 0, 9_000_000);
        Assert.Equal((version, 0), (await app.VersionAsync(), (await app.HistoryAsync()).Count(e => e.GetProperty("state").GetString() == "running")));
        Assert.Equal(HttpStatusCode.Created, (await app.SendAsync(ImportingApp.Header + "small,T,2020,visit,,,\n")).Status);
    }

    [SmallDiskFact]
    public async Task Readiness_names_the_folder_without_space_and_its_recovery()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        await using var app = On(disk);
        Assert.Equal("ready", (await ReadyAsync(app, HttpStatusCode.OK)).GetProperty("status").GetString());
        disk.Fill(leaveKilobytes: 512);
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        var unwell = await ReadyAsync(app, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("disk-full", unwell.GetProperty("code").GetString());
        Assert.Contains("Warehouse:ConnectionString", unwell.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("part").GetString()));
        // Queries are still answered.
        await app.VersionAsync();
        disk.Empty();
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        Assert.Equal("ready", (await ReadyAsync(app, HttpStatusCode.OK)).GetProperty("status").GetString());
    }

    [SmallDiskFact]
    public async Task A_full_file_folder_is_named_and_queries_are_still_answered()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        await using var app = ImportingApp.With(WarehouseProvider.Sqlite, ("Exports:Folder", Path.Combine(disk.Path, "exports")));
        await app.VersionAsync();
        disk.Fill(leaveKilobytes: 16);
        var ready = await ReadyAsync(app, HttpStatusCode.OK);
        Assert.Equal(("Exports:Folder", "disk-full"), (ready.GetProperty("parts")[0].GetProperty("part").GetString(), ready.GetProperty("parts")[0].GetProperty("code").GetString()));

        // Nor does an unfinished backup take the last of it.
        var backups = Path.Combine(disk.Path, "backups");
        Assert.Equal("disk-full", (await app.Services.GetRequiredService<BackupRunner>().RunAsync(backups, CancellationToken.None)).Problem?.Code);
        Assert.Empty(Directory.Exists(backups) ? Directory.EnumerateFileSystemEntries(backups) : []);
    }

    private static ImportingApp On(SmallDisk disk) => new() { ConnectionString = $"Data Source={Path.Combine(disk.Path, "reporting.db")}" };

    private static async Task<JsonElement> ReadyAsync(ReportingApp app, HttpStatusCode status)
    {
        using var client = app.PlainClient();
        using var response = await client.GetAsync("/health/ready");
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, text);
        Assert.DoesNotContain("/tmp", text, StringComparison.Ordinal);
        return JsonDocument.Parse(text).RootElement;
    }

    private static string Large()
    {
        var csv = new StringBuilder(ImportingApp.Header);
        for (var i = 0; i < 40_000; i++)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"full-{i},A meeting of many people about many things {i},2020-05-0{(i % 9) + 1},visit,,person-{i % 5_000},person\n");
        }

        return csv.ToString();
    }
}
