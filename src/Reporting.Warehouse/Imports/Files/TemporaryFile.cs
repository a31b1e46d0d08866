namespace Reporting.Warehouse.Imports.Files;

/// <summary>Temporary files that disappear when they are closed or the process ends.</summary>
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
            // An open file remains usable without its name, and a killed process leaves nothing behind.
            File.Delete(path);
        }

        return file;
    }
}
