using Reporting.TestWarehouses;
using Reporting.Warehouse.Demo;

namespace Reporting.Api.Tests.Exports;

/// <summary>Generated engagements in a file, created once for the tests of a class.</summary>
public sealed class DemoDatabase : IAsyncLifetime
{
    // About two domains an engagement: a full sheet and a bit of a second.
    private const int FullSheet = 540_000;

    private const int Few = 12_000;

    public static DemoRequest Request => new(TestRun.IsDeep ? FullSheet : Few, 5);

    public string Folder { get; } = Directory.CreateTempSubdirectory("reporting-demo-").FullName;

    public string File => Path.Combine(Folder, "reporting.db");

    public Task InitializeAsync() => ServerProcess.RunAsync(["demo", "generate", "--engagements", $"{Request.Engagements}", "--seed", $"{Request.Seed}"], Settings(Folder));

    /// <summary>Settings of a process over the database of a folder.</summary>
    internal static (string, string)[] Settings(string folder) =>
    [
        ("Warehouse:ConnectionString", $"Data Source={Path.Combine(folder, "reporting.db")}"),
        .. ExportsIn(folder),
    ];

    internal static (string, string)[] ExportsIn(string folder) =>
    [
        ("Exports:Folder", Path.Combine(folder, "exports")),
        ("Exports:LeaseSeconds", "3"),
        ("Exports:PollSeconds", "0.2"),
        ("Logging:LogLevel:Default", "Warning"),
    ];

    public Task DisposeAsync()
    {
        TestFolder.Delete(Folder);
        return Task.CompletedTask;
    }
}
