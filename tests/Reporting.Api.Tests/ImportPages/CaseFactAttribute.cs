using Reporting.TestWarehouses;

namespace Reporting.Api.Tests.ImportPages;

/// <summary>A test with a file of ../shared/cases/imports. It is skipped with a reason where the folder is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CaseFactAttribute : EngineFactAttribute
{
    public CaseFactAttribute(string file) => Skip ??= File.Exists(PathOf(file)) ? null : $"Needs {file} in ../shared/cases/imports.";

    public static string PathOf(string file) => Path.GetFullPath(RepositoryRoot.File("..", "shared", "cases", "imports", file));
}
