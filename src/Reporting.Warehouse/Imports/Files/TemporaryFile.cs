namespace Reporting.Warehouse.Imports.Files;

/// <summary>Files that are gone when they are closed, or when the process ends.</summary>
public static class TemporaryFile
{
    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), $"reporting-{Guid.NewGuid():N}.tmp"),
        new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous, BufferSize = 1 << 16 });
}
