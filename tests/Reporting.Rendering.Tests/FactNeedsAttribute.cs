using Reporting.Rendering.Pdf;

namespace Reporting.Rendering.Tests;

/// <summary>A test that needs installed programs. It is skipped with the reason if one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactNeedsAttribute : FactAttribute
{
    public FactNeedsAttribute(params string[] programs) => Skip = Missing(programs);

    /// <summary>Null when all programs are installed.</summary>
    public static string? Missing(params string[] programs)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
        var missing = programs.Where(program => program == "chromium" ? ChromiumLocator.Find(null) is null : !path.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        return missing.Count > 0 ? $"Needs {string.Join(" and ", missing)} on this machine." : null;
    }
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryNeedsAttribute : TheoryAttribute
{
    public TheoryNeedsAttribute(params string[] programs) => Skip = FactNeedsAttribute.Missing(programs);
}
