namespace Reporting.Rendering.Pdf;

/// <summary>
/// The temporary folders of browsers. A browser that is killed together with this process leaves its folder behind; the next process
/// removes it. A lock on a file in the folder says that its process lives: the system takes it away with the process.
/// </summary>
internal static class BrowserProfiles
{
    /// <summary>Of folders that this program makes; the driver's own begin like this, too.</summary>
    public const string Prefix = "playwright_";

    private const string LockName = "reporting.lock";

    /// <summary>Marks a folder as one of this process; null where that is not possible. Dispose of the result when the browser is gone.</summary>
    public static FileStream? Claim(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes the folders that processes of this program left in the folder of temporary files; how many.</summary>
    public static int RemoveStale(string temporary)
    {
        var removed = 0;
        foreach (var folder in Directory.EnumerateDirectories(temporary, Prefix + "*").Where(f => File.Exists(Path.Combine(f, LockName))))
        {
            using (var free = Claim(folder))
            {
                removed += free is not null && Remove(folder) ? 1 : 0;
            }
        }

        return removed;
    }

    /// <summary>False where something of it stays: the browser may just be ending.</summary>
    public static bool Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
