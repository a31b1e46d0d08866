using System.Diagnostics;

namespace Reporting.Warehouse.Tests.Imports.Workbooks;

/// <summary>A test that needs packages of the system's Python. It is skipped with the reason if one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactNeedsPythonAttribute : FactAttribute
{
    public FactNeedsPythonAttribute(params string[] packages) => Skip = Lacks(packages) ? $"Needs python3 with {string.Join(" and ", packages)}: run 'make test' as root on Debian, or install them." : null;

    public static bool Lacks(params string[] packages)
    {
        if (!File.Exists("/usr/bin/python3"))
        {
            return true;
        }

        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", $"import {string.Join(',', packages)}"]) { UseShellExecute = false, RedirectStandardError = true })!;
        python.StandardError.ReadToEnd();
        python.WaitForExit();
        return python.ExitCode != 0;
    }
}
