using Reporting.TestWarehouses;

namespace Reporting.Engine.Tests.Imports;

/// <summary>A test on files that other people made; skipped, with the reason, where they do not lie beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataFactAttribute : EngineFactAttribute
{
    public DataFactAttribute(string file) => Skip = File.Exists(PathOf(file)) ? null : $"Needs {file} in ../shared/data.";

    public static string PathOf(string file) => Path.GetFullPath(RepositoryRoot.File("..", "shared", "data", file));
}
