using System.Globalization;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Folders;

/// <summary>A folder that the program writes to.</summary>
/// <param name="Setting">What names it: a setting, such as <c>Exports:Folder</c>.</param>
/// <param name="Path">The full path.</param>
public sealed record WorkFolder(string Setting, string Path)
{
    /// <summary>With less room than this, in bytes, the disk counts as full: an audit line or a page of the database may find no place.</summary>
    public const long LeastRoom = 4 * 1024 * 1024;

    // Of Unix, and of Windows.
    private const int NoSpace = 28;
    private const int DiskFull = unchecked((int)0x80070070);

    /// <summary>True where the service cannot work without it.</summary>
    public bool IsVital { get; init; }

    /// <summary>False for a folder that these settings leave alone.</summary>
    public bool IsUsed { get; init; } = true;

    /// <summary>Rights of the folder where it is made here; null for the usual ones.</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>Bytes that the program may still write there; null where nobody says.</summary>
    public long? Room()
    {
        try
        {
            // On Unix any path stands for its disk.
            return new DriveInfo(OperatingSystem.IsWindows() ? System.IO.Path.GetPathRoot(Path)! : Path).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Makes the folder where it is not there, and writes to it. Problems: <c>folder-unusable</c>, <c>disk-full</c>.</summary>
    public Problem? Check()
    {
        try
        {
            Make();
            var probe = System.IO.Path.Combine(Path, $".reporting-{Guid.NewGuid():N}.probe");
            using (var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                file.WriteByte(0);
            }

            return Room() is < LeastRoom and { } room ? Full(room) : null;
        }
        catch (IOException e) when (IsFull(e))
        {
            return Full(Room() ?? 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new Problem(
                ErrorCodes.FolderUnusable, $"{Setting}: the folder {Path} cannot be written: {Reason(e)}", "Let the program's user write there, or name another folder.");
        }
    }

    public static bool IsFull(Exception exception) => exception is IOException { HResult: NoSpace or DiskFull };

    /// <summary>A number of bytes for people.</summary>
    public static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:N1} MB");

    private Problem Full(long room) => new(
        ErrorCodes.DiskFull, $"{Setting}: the disk of the folder {Path} is full: {Size(room)} are free.", "Make room there, or name a folder on another disk.");

    private void Make()
    {
        if (Mode is { } mode && !OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path, mode);
        }
        else
        {
            Directory.CreateDirectory(Path);
        }
    }

    private string Reason(Exception e)
    {
        for (var path = Path; path is not null; path = System.IO.Path.GetDirectoryName(path))
        {
            if (File.Exists(path))
            {
                return $"{path} is a file.";
            }
        }

        return e.Message;
    }
}
