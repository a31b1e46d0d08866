using System.Collections.Concurrent;

namespace Reporting.Api.Tests.Connect;

/// <summary>A test that runs a script in another language, and is skipped with a reason if the language is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ScriptFactAttribute : EngineFactAttribute
{
    // xunit makes the attribute several times.
    private static readonly ConcurrentDictionary<string, bool> Tried = new(StringComparer.Ordinal);

    /// <param name="trial">Arguments with which the program succeeds if all its requirements are installed.</param>
    public ScriptFactAttribute(string program, string packages, params string[] trial)
    {
        if (!Tried.GetOrAdd(string.Join(' ', [program, .. trial]), _ => ExternalPrograms.Succeeds(program, trial)))
        {
            Skip = $"Needs {packages} on this machine: run 'make test' as root on Debian, or install them.";
        }
    }
}
