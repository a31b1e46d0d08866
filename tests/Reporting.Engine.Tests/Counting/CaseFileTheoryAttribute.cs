namespace Reporting.Engine.Tests.Counting;

/// <summary>A theory over the worked examples. It is skipped with a reason if their file is missing.</summary>
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
