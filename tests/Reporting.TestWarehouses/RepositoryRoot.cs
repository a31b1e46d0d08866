namespace Reporting.TestWarehouses;

/// <summary>Finds the folder of Reporting.sln from wherever the tests run.</summary>
public static class RepositoryRoot
{
    public static readonly string Folder = Find();

    public static string File(params string[] path) => Path.Combine([Folder, .. path]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Reporting.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no Reporting.sln above {AppContext.BaseDirectory}.");
    }
}
