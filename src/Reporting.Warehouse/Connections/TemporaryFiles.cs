using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// The disk space of SQLite's sorts in this process. Their temporary files have no name once they are in use. They are found among the open
/// files of the process, which only Linux lists.
/// </summary>
internal static class TemporaryFiles
{
    private const string OpenFiles = "/proc/self/fd";

    // Part of each file's name.
    private const string NamePart = "etilqs_";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly Lock Gate = new();
    private static long _last;

    /// <summary>True for one caller at a time: ending its statement may free enough space for the others.</summary>
    public static bool AreOver(long bytes)
    {
        lock (Gate)
        {
            if (bytes == 0 || !Directory.Exists(OpenFiles) || (_last > 0 && Stopwatch.GetElapsedTime(_last) < Pause) || Bytes() <= bytes)
            {
                return false;
            }

            _last = Stopwatch.GetTimestamp();
            return true;
        }
    }

    /// <summary>Bytes of all temporary files together.</summary>
    public static long Bytes() => Directory.EnumerateFiles(OpenFiles).Where(IsTemporary).Sum(Length);

    private static bool IsTemporary(string file)
    {
        try
        {
            return File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName.Contains(NamePart, StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            // The file was closed in the meantime.
            return false;
        }
    }

    // Reads the length through the number alone. If the number meanwhile named another file, closing it would end SQLite's locks.
    private static long Length(string file)
    {
        try
        {
            using var handle = new SafeFileHandle(int.Parse(Path.GetFileName(file), CultureInfo.InvariantCulture), ownsHandle: false);
            return RandomAccess.GetLength(handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return 0;
        }
    }
}
