namespace Reporting.Engine.Tests.Counting;

/// <summary>A theory over the worked answers; skipped, saying so, where their file is not at hand.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CaseFileTheoryAttribute : EngineTheoryAttribute
{
    public CaseFileTheoryAttribute()
    {
        if (!File.Exists(CountingCaseFile.Path))
        {
            Skip = $"The worked answers are not at hand: there is no {CountingCaseFile.Path}.";
        }
    }
}
