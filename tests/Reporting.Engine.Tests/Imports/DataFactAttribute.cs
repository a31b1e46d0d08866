using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Imports;

/// <summary>A test with third-party files. It is skipped with a reason if they are not beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataFactAttribute : EngineFactAttribute
{
    public DataFactAttribute(string file) => Skip = File.Exists(PathOf(file)) ? null : $"Needs {file} in ../shared/data.";

    public static string PathOf(string file) => Path.GetFullPath(RepositoryRoot.File("..", "shared", "data", file));
}
