using Microsoft.Data.Sqlite;
using Reporting.TestWarehouses;

namespace Reporting.Api.Tests;

/// <summary>
/// The database files of a first start with the shipped reference data. The program makes them once for all tests in this process, and each app
/// begins with a copy. Tests of the first start itself use an empty folder.
/// </summary>
internal static class InstalledFiles
{
    private const string Name = "reporting";

    private static readonly Lazy<string> Folder = new(Make, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <param name="name">The name of the database file, without its extension.</param>
    public static void CopyTo(string folder, string name = Name)
    {
        foreach (var file in Directory.GetFiles(Folder.Value, "*.db"))
        {
            File.Copy(file, Path.Combine(folder, name + Path.GetFileName(file)[Name.Length..]));
        }
    }

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("reporting-installed-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => TestFolder.Delete(folder);
        using (var first = new ReportingApp { IsFirstStart = true })
        {
            first.StartServer();
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(first.Exports)!, "*.db"))
            {
                using var source = new SqliteConnection($"Data Source={file};Mode=ReadOnly");
                source.Open();
                using var copy = source.CreateCommand();
                copy.CommandText = "VACUUM INTO @File";
                copy.Parameters.AddWithValue("@File", Path.Combine(folder, Path.GetFileName(file)));
                copy.ExecuteNonQuery();
            }
        }

        return folder;
    }
}
