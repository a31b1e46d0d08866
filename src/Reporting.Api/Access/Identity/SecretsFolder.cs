using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Reporting.Api.Settings;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Folders;

namespace Reporting.Api.Access.Identity;

/// <summary>The folder of secrets outside the database. Only the program's user can read it.</summary>
internal sealed class SecretsFolder(IOptions<AccessOptions> access, IOptions<WarehouseOptions> warehouse, IHostEnvironment environment)
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path { get; } = System.IO.Path.GetFullPath(access.Value.SecretsFolder ?? warehouse.Value.DefaultSecretsFolder(), System.IO.Path.GetFullPath(environment.ContentRootPath));

    /// <summary>The folder for the checks at start.</summary>
    public WorkFolder Work => new("Access:SecretsFolder", Path) { IsVital = true, Mode = WorkFolder.Private };

    public DirectoryInfo Folder(string name)
    {
        Create();
        return Create(System.IO.Path.Combine(Path, name));
    }

    /// <summary>Returns the content of a file with a random secret, and creates the file if needed. Processes that start together share one secret.</summary>
    public string ReadOrCreate(string name)
    {
        Create();
        var file = System.IO.Path.Combine(Path, name);
        if (!File.Exists(file))
        {
            // Write under another name and rename, so that other processes never read a partial file.
            var temporary = $"{file}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnFile;
            }

            using (var writer = new StreamWriter(temporary, options))
            {
                writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            }

            try
            {
                File.Move(temporary, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(temporary);
            }
        }

        return File.ReadAllText(file).Trim();
    }

    private void Create()
    {
        try
        {
            Create(Path);
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && Work.Check() is { } problem)
        {
            throw new StartException(problem, e);
        }
    }

    private static DirectoryInfo Create(string path) => OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, WorkFolder.Private);
}
