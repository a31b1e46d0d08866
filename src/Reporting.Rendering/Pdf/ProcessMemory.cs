using System.Globalization;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// The memory of a process with all its children, on Linux: what each holds alone, and once what they share. Other users' processes can be read too, as
/// those of a sandbox.
/// </summary>
internal static class ProcessMemory
{
    /// <summary>Bytes; 0 where the system does not tell.</summary>
    public static long OfTree(int root)
    {
        if (!Directory.Exists("/proc/self"))
        {
            return 0;
        }

        var parents = Directory.EnumerateDirectories("/proc").Select(f => Path.GetFileName(f))
            .Where(name => char.IsAsciiDigit(name[0])).Select(name => (Id: int.Parse(name, CultureInfo.InvariantCulture), Parent: ParentOf(name)))
            .ToLookup(p => p.Parent, p => p.Id);
        var (own, shared) = (0L, 0L);
        var left = new Stack<int>([root]);
        while (left.TryPop(out var id))
        {
            var pages = Pages(id);
            (own, shared) = (own + pages.Resident - pages.Shared, Math.Max(shared, pages.Shared));
            foreach (var child in parents[id])
            {
                left.Push(child);
            }
        }

        return (own + shared) * Environment.SystemPageSize;
    }

    // The name of the program stands in brackets before the other fields, and may hold any character.
    private static int ParentOf(string process) =>
        Read($"/proc/{process}/stat") is { } line ? int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    private static (long Resident, long Shared) Pages(int process) =>
        Read($"/proc/{process}/statm")?.Split(' ') is { Length: > 2 } fields
            ? (long.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[2], CultureInfo.InvariantCulture)) : (0, 0);

    // A process may end meanwhile.
    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path) is { Length: > 0 } text ? text : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
