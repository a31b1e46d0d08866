using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Reporting.Api.Tests.Exports;
using Reporting.Api.Tests.Imports;

namespace Reporting.Api.Tests.Faults;

/// <summary>
/// Folders of files lie on a disk that becomes full, or read-only, while the program serves. Health names each folder, queries are answered, and work that needs the
/// folder is refused with a code. It works again when the disk does.
/// </summary>
[Trait("Category", "Faults")]
public sealed class UnusableFoldersTests
{
    private static readonly string[] Folders = ["Exports:Folder", "Mail:Folder", "Mail:FilesFolder", "Imports:Folder", "Editions:Folder", "Backup:Folder"];

    [SmallDiskFact]
    public Task A_disk_that_becomes_full_is_named_for_each_folder() => BreakAsync(disk => disk.Fill(leaveKilobytes: 0), "disk-full", disk => disk.Empty());

    [SmallDiskFact]
    public Task A_disk_that_becomes_read_only_is_named_for_each_folder() => BreakAsync(disk => disk.Remount("ro"), "folder-unusable", disk => disk.Remount("rw"));

    private static async Task BreakAsync(Action<SmallDisk> spoil, string code, Action<SmallDisk> mend)
    {
        using var disk = SmallDisk.Mount(megabytes: 32);
        await using var app = ImportingApp.With(default, [.. Folders.Select(f => (f, Path.Combine(disk.Path, f.Replace(':', '-'))))]);
        using var client = app.CreateClient();
        var before = (await app.JsonAsync("/api/v1/aggregates?by=year")).GetProperty("data").GetRawText();
        Assert.Empty(await PartsAsync(client));

        spoil(disk);
        Assert.Equal(Folders.Order(StringComparer.Ordinal), await UntilAsync(client, parts => parts.Count == Folders.Length));
        Assert.Equal(before, (await app.JsonAsync("/api/v1/aggregates?by=year")).GetProperty("data").GetRawText());
        foreach (var work in (Func<Task<JsonElement>>[])[() => ExportAsync(client), () => EditionAsync(client)])
        {
            Assert.Equal(code, (await work()).GetProperty("code").GetString());
        }

        mend(disk);
        Assert.Empty(await UntilAsync(client, parts => parts.Count == 0));
        Assert.Equal("done", ExportRequests.State(await client.EndAsync(await client.AddAsync("csv"))));
    }

    private static async Task<JsonElement> ExportAsync(HttpClient client)
    {
        using var answer = await client.AskAsync("csv");
        return answer.StatusCode == HttpStatusCode.Accepted
            ? (await client.EndAsync(new Uri(client.BaseAddress!, answer.Headers.Location!).AbsolutePath)).GetProperty("error")
            : await RefusedAsync(answer);
    }

    private static async Task<JsonElement> EditionAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/editions", new { id = "2025-final", state = "final", note = "Last." });
        return await RefusedAsync(answer);
    }

    private static async Task<JsonElement> RefusedAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    // The state of folders is kept for two seconds.
    private static async Task<List<string>> UntilAsync(HttpClient client, Func<List<string>, bool> isSo)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            if (await PartsAsync(client) is var parts && isSo(parts))
            {
                return parts;
            }

            await Task.Delay(200, late.Token);
        }
    }

    private static async Task<List<string>> PartsAsync(HttpClient client)
    {
        using var response = await client.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var ready = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return ready.TryGetProperty("parts", out var parts) ? [.. parts.EnumerateArray().Select(p => p.GetProperty("part").GetString()!).Order(StringComparer.Ordinal)] : [];
    }
}
