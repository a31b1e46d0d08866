using Reporting.TestWarehouses;

namespace Reporting.Api.Tests;

/// <summary>A test that needs external programs (by full path or on the PATH). It is skipped with a reason if one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TheoryNeedsAttribute : EngineTheoryAttribute
{
    public TheoryNeedsAttribute(params string[] programs)
    {
        var missing = programs.Where(program => !ExternalPrograms.IsInstalled(program)).ToList();
        if (missing.Count > 0)
        {
            Skip = $"Needs {string.Join(" and ", missing)} on this machine: run 'make test' as root on Debian, or install them.";
        }
    }

    /// <summary>True for a test that takes minutes, which runs only with REPORTING_DEEP=1.</summary>
    public bool Deep
    {
        get;
        set
        {
            field = value;
            if (value && !TestRun.IsDeep)
            {
                Skip ??= "Takes minutes: REPORTING_DEEP=1 asks for it.";
            }
        }
    }
}
