using System.Net;
using System.Text;
using System.Text.Json;
using Reporting.Api.Tests.Imports;

namespace Reporting.Api.Tests.Faults;

/// <summary>A disk that is full: what is said, what stays, and that all is well when there is room again.</summary>
[Trait("Category", "Faults")]
public sealed class FullDiskTests
{
    private const int Megabytes = 16;

    [SmallDiskFact]
    public async Task An_import_for_which_there_is_no_room_says_where_and_gives_the_disk_back()
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
    public async Task Readiness_says_which_folder_has_no_room_and_that_it_has_again()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        await using var app = On(disk);
        Assert.Equal("ready", (await ReadyAsync(app, HttpStatusCode.OK)).GetProperty("status").GetString());
        disk.Fill(leaveKilobytes: 512);
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        var unwell = await ReadyAsync(app, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("disk-full", unwell.GetProperty("code").GetString());
        Assert.Contains("Warehouse:ConnectionString", unwell.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("part").GetString()));
        // What can be answered is.
        await app.VersionAsync();
        disk.Empty();
        await Task.Delay(TimeSpan.FromSeconds(2.5));
        Assert.Equal("ready", (await ReadyAsync(app, HttpStatusCode.OK)).GetProperty("status").GetString());
    }

    [SmallDiskFact]
    public async Task A_folder_of_files_without_room_is_named_and_questions_are_answered()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        await using var app = ImportingApp.With(WarehouseProvider.Sqlite, ("Exports:Folder", Path.Combine(disk.Path, "exports")));
        await app.VersionAsync();
        disk.Fill(leaveKilobytes: 16);
        var ready = await ReadyAsync(app, HttpStatusCode.OK);
        Assert.Equal(("Exports:Folder", "disk-full"), (ready.GetProperty("parts")[0].GetProperty("part").GetString(), ready.GetProperty("parts")[0].GetProperty("code").GetString()));
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
