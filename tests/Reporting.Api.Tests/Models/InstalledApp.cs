using Reporting.Api.Tests.Access;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.Models;

/// <summary>The program in Production over a copy of its files, which a test may change.</summary>
public class InstalledApp : SecuredApp
{
    public InstalledApp()
    {
        Root = InstalledFiles.Copy();
        AccessRules = Path.Combine(Root, "reports", "access.yml");
    }

    public string ModelFile => Path.Combine(Root, "reports", "model", "engagements.yml");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }

        GC.SuppressFinalize(this);
    }
}

/// <summary>Copies of the files that an installation has.</summary>
internal static class InstalledFiles
{
    /// <summary>A folder with reports/, sql/ and appsettings.json.</summary>
    public static string Copy()
    {
        var root = Directory.CreateTempSubdirectory("reporting-installed-").FullName;
        File.Copy(RepositoryRoot.File("appsettings.json"), Path.Combine(root, "appsettings.json"));
        foreach (var folder in new[] { "reports", "sql" })
        {
            foreach (var file in Directory.EnumerateFiles(RepositoryRoot.File(folder), "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(root, Path.GetRelativePath(RepositoryRoot.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        return root;
    }
}
