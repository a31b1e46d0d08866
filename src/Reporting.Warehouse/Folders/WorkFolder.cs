using System.Globalization;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Folders;

/// <summary>A folder that the program writes to.</summary>
/// <param name="Setting">The setting that names it, such as <c>Exports:Folder</c>.</param>
/// <param name="Path">The full path.</param>
public sealed record WorkFolder(string Setting, string Path)
{
    /// <summary>With less free space than this, in bytes, the disk counts as full: an audit line or a database page may not fit.</summary>
    public const long MinFreeBytes = 4 * 1024 * 1024;

    /// <summary>Only the program's user may read the folder.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // The error numbers of Unix and of Windows.
    private const int NoSpace = 28;
    private const int ReadOnlySystem = 30;
    private const int DiskFull = unchecked((int)0x80070070);

    /// <summary>True when the service cannot work without the folder.</summary>
    public bool IsVital { get; init; }

    /// <summary>False when the current settings do not use the folder.</summary>
    public bool IsUsed { get; init; } = true;

    /// <summary>Permissions for a newly created folder; null for the default.</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>Bytes that the program may still write there; null when the system does not tell.</summary>
    public long? FreeBytes()
    {
        try
        {
            // On Unix any path identifies its disk.
            return new DriveInfo(OperatingSystem.IsWindows() ? System.IO.Path.GetPathRoot(Path)! : Path).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Creates the folder if it is missing, and tests a write. Problems: <c>folder-unusable</c>, <c>disk-full</c>.</summary>
    public Problem? Check()
    {
        try
        {
            Create(Path);
            var probe = System.IO.Path.Combine(Path, $".reporting-{Guid.NewGuid():N}.probe");
            using (var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                file.WriteByte(0);
            }

            return FreeBytes() is < MinFreeBytes and { } free ? Full(free) : null;
        }
        catch (IOException e) when (IsFull(e))
        {
            return Full(FreeBytes() ?? 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new Problem(
                ErrorCodes.FolderUnusable, $"{Setting}: the folder {Path} is not writable: {Reason(e)}", "Let the program's user write there, or name another folder.");
        }
    }

    /// <summary>Creates this folder, or one within it, with the permissions of this one.</summary>
    public void Create(string path)
    {
        if (Mode is { } mode && !OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, mode);
        }
        else
        {
            Directory.CreateDirectory(path);
        }
    }

    public static bool IsReadOnly(Exception exception) => exception is IOException { HResult: ReadOnlySystem };

    public static bool IsFull(Exception exception) => exception is IOException { HResult: NoSpace or DiskFull };

    /// <summary>A number of bytes as text, in MB.</summary>
    public static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:N1} MB");

    private Problem Full(long free) => new(
        ErrorCodes.DiskFull, $"{Setting}: the disk of the folder {Path} is full: {Size(free)} are free.", "Free disk space there, or name a folder on another disk.");

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
