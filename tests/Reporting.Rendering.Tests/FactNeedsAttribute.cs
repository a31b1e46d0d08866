namespace Reporting.Rendering.Tests;

/// <summary>A test that needs a program of this machine, and says so where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactNeedsAttribute : FactAttribute
{
    public FactNeedsAttribute(params string[] programs)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        var missing = programs.Where(program => !path.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        if (missing.Count > 0)
        {
            Skip = $"Needs {string.Join(" and ", missing)} on this machine.";
        }
    }
}
