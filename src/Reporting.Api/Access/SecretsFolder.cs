using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Reporting.Api.Hosting;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Folders;

namespace Reporting.Api.Access;

/// <summary>The folder of what must not lie in the database, readable by the program's user alone.</summary>
internal sealed class SecretsFolder(IOptions<AccessOptions> access, IOptions<WarehouseOptions> warehouse, IHostEnvironment environment)
{
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path { get; } = System.IO.Path.GetFullPath(access.Value.SecretsFolder ?? warehouse.Value.DefaultSecretsFolder(), System.IO.Path.GetFullPath(environment.ContentRootPath));

    /// <summary>The same, to be looked at before the program starts.</summary>
    public WorkFolder Work => new("Access:SecretsFolder", Path) { IsVital = true, Mode = OwnFolder };

    public DirectoryInfo Folder(string name)
    {
        Make();
        return Make(System.IO.Path.Combine(Path, name));
    }

    /// <summary>The text of a file of random letters, made when it is not there; processes that start together agree on one.</summary>
    public string Random(string name)
    {
        Make();
        var file = System.IO.Path.Combine(Path, name);
        if (!File.Exists(file))
        {
            // Written whole under another name: who finds the file finds all of it.
            var mine = $"{file}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnFile;
            }

            using (var writer = new StreamWriter(mine, options))
            {
                writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            }

            try
            {
                File.Move(mine, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(mine);
            }
        }

        return File.ReadAllText(file).Trim();
    }

    private void Make()
    {
        try
        {
            Make(Path);
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && Work.Check() is { } problem)
        {
            throw new StartException(problem, e);
        }
    }

    private static DirectoryInfo Make(string path) => OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnFolder);
}
