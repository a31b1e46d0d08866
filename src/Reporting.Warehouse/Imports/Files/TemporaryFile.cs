namespace Reporting.Warehouse.Imports.Files;

/// <summary>Files that are gone when they are closed, or when the process ends.</summary>
public static class TemporaryFile
{
    public static FileStream Create()
    {
        var path = Path.Combine(Path.GetTempPath(), $"reporting-{Guid.NewGuid():N}.tmp");
        var file = new FileStream(
            path,
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous, BufferSize = 1 << 16 });
        if (!OperatingSystem.IsWindows())
        {
            // An open file lives on without its name, and a process that is killed leaves nothing.
            File.Delete(path);
        }

        return file;
    }
}
