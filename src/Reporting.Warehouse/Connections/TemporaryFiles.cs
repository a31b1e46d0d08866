using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Reporting.Warehouse.Connections;

/// <summary>
/// The disk that SQLite's sorts take for this process. Its temporary files have no name any more when they are used, so they are found among the open
/// files of the process; only Linux lists those.
/// </summary>
internal static class TemporaryFiles
{
    private const string OpenFiles = "/proc/self/fd";

    // Part of the name of each, whatever the folder.
    private const string Mark = "etilqs_";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly Lock Gate = new();
    private static long _last;

    /// <summary>True for one asker at a time: when its statement has ended there may be room for the others.</summary>
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

    /// <summary>Bytes of all of them.</summary>
    public static long Bytes() => Directory.EnumerateFiles(OpenFiles).Where(IsTemporary).Sum(Length);

    private static bool IsTemporary(string file)
    {
        try
        {
            return File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName.Contains(Mark, StringComparison.Ordinal) == true;
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return false;
        }
    }

    // By its number alone: to open it and to close it again would end locks that SQLite holds, if the number were another file's by now.
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
