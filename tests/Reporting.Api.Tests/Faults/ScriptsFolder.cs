using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Faults;

/// <summary>Migration scripts for a server, numbered in their order.</summary>
internal sealed class ScriptsFolder : IDisposable
{
    public ScriptsFolder(params string[] scripts)
    {
        foreach (var (n, sql) in scripts.Index())
        {
            File.WriteAllText(Path.Combine(Folder, $"{n + 1:0000}-s.sqlserver.sql"), sql);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("reporting-scripts-").FullName;

    public void Dispose() => TestFolder.Delete(Folder);
}
