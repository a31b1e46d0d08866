using System.Diagnostics;

namespace Reporting.Api.Tests.Faults;

/// <summary>A disk of a few megabytes in memory, mounted for one test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> Reason = new(Try);

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Why no disk can be mounted here; null if one can.</summary>
    public static string? UnavailableReason => Reason.Value;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    public static SmallDisk Mount(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("reporting-disk-").FullName;
        Assert.Equal(0, Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path));
        return new SmallDisk(path);
    }

    /// <summary>Fills the disk except for these kilobytes.</summary>
    public void Fill(int leaveKilobytes)
    {
        var bytes = new DriveInfo(Path).AvailableFreeSpace - (leaveKilobytes * 1024L);
        using var filler = File.Create(Filler);
        var block = new byte[64 * 1024];
        for (; bytes > 0; bytes -= block.Length)
        {
            filler.Write(block, 0, (int)Math.Min(bytes, block.Length));
        }
    }

    /// <param name="how"><c>ro</c> or <c>rw</c>. No file may be open for writing.</param>
    public void Remount(string how) => Assert.Equal(0, Run("mount", "-o", "remount," + how, Path));

    public void Empty() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux() || !ExternalPrograms.IsInstalled("mount"))
        {
            return "No disk can be mounted on this system.";
        }

        var path = Directory.CreateTempSubdirectory("reporting-disk-").FullName;
        try
        {
            if (Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path) != 0)
            {
                return "This account may not mount a disk (it needs root, and in a container CAP_SYS_ADMIN).";
            }

            Run("umount", "-l", path);
            return null;
        }
        finally
        {
            Directory.Delete(path);
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
