namespace Reporting.Rendering.Pdf;

/// <summary>
/// The temporary folders of browsers. A browser that is killed together with this process leaves its folder behind, and the next process removes it. A
/// locked file in the folder shows that its process is alive; the system releases the lock with the process.
/// </summary>
internal static class BrowserProfiles
{
    /// <summary>The prefix of this program's folders. The driver's own folders have the same prefix.</summary>
    public const string Prefix = "playwright_";

    private const string LockName = "reporting.lock";

    /// <summary>Marks a folder as used by this process; null if that fails. Dispose of the result when the browser has ended.</summary>
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

    /// <summary>Removes the folders that earlier processes left, and returns their number.</summary>
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

    /// <summary>False when some of it remains, because the browser may still be ending.</summary>
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
