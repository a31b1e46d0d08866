namespace Reporting.Api.Tests.Connect;

/// <summary>A test that runs a script in another language, and says so where that is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ScriptFactAttribute : EngineFactAttribute
{
    /// <param name="trial">Arguments with which the program ends well where all that it needs is there.</param>
    public ScriptFactAttribute(string program, string packages, params string[] trial)
    {
        if (!Programs.Takes(program, trial))
        {
            Skip = $"Needs {packages} on this machine: run 'make test' as root on Debian, or install them.";
        }
    }
}
