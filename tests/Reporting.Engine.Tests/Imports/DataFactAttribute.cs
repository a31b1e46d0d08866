using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Imports;

/// <summary>A test with third-party files. It is skipped with a reason if they are not beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataFactAttribute : EngineFactAttribute
{
    public DataFactAttribute(string file, bool deep = false) =>
        Skip = !File.Exists(PathOf(file)) ? $"Needs {file} in ../shared/data."
            : deep && !TestRun.IsDeep ? "Takes long: REPORTING_DEEP=1 asks for it."
            : null;

    public static string PathOf(string file) => Path.GetFullPath(RepositoryRoot.File("..", "shared", "data", file));
}
