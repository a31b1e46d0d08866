using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>Every test class that touches data has a half that runs on the server.</summary>
public sealed partial class TwoEnginesTests
{
    private static readonly Dictionary<string, string> OnOneEngine = new(StringComparer.Ordinal)
    {
        ["DatabaseUnavailableTests"] = "of a server that is not there",
        ["NamedParametersTests"] = "refused before the database",
        ["ParseBombsTests"] = "refused before the database",
        ["HostileRequestsTests"] = "refused before the database",
        ["RequestPipelineTests"] = "of headers and limits",
        ["ApiHeadersTests"] = "of headers",
        ["OpenApiDocumentTests"] = "of the document",
        ["SpectralTests"] = "of the document",
        ["TryItOutTests"] = "of the document and the shape of answers",
        ["GeneratedClientsTests"] = "of the document and the shape of answers",
        ["LargeDownloadsTests"] = "of the memory that rendering takes, over a generated file",
        ["SqlCompilerTests"] = "of the texts of statements, for both engines",
        ["HostileFilesTests"] = "refused before the database",
        ["DemoGeneratorTests"] = "the generator writes embedded files only",
        ["CopyRunnerTests"] = "from file to file; ServerCopyTests copies to a server and back",
        ["BitAtFunctionTests"] = "of that engine",
        ["SetFunctionsTests"] = "of that engine",
        ["SqliteEngineTests"] = "of that engine",
        ["ImportStatisticsTests"] = "of that engine",
        ["BulkReaderTests"] = "of both readers over one statement of the embedded engine",
        ["SqliteSnapshotsTests"] = "of that engine",
        ["WaitingQueriesTests"] = "of the limits for queries in this process",
        ["StoppedRequestsTests"] = "of statements that the embedded engine runs in this process; a server's driver stops its own",
        ["BusyPrintFaultsTests"] = "of the processors of this machine, over a generated file",
        ["CrowdFaultsTests"] = "of the memory and processors of this process, over a generated file",
        ["OverloadFaultsTests"] = "of the memory and processors of this process, over a generated file",
        ["StoppedQueriesTests"] = "of statements that the embedded engine runs in this process; a server's driver stops its own",
        ["FullDiskTests"] = "of the embedded engine's files",
        ["UnusableFoldersTests"] = "of the files of this machine",
        ["SlowReadersTests"] = "of clients that take their bytes slowly",
        ["BrokenTextTests"] = "refused before the database",
        ["OtlpTests"] = "of the names and forms of metrics, traces and logs",
        ["PrometheusTests"] = "of the names and forms of metrics",
        ["BackupTests"] = "of the embedded engine's files",
        ["UnusableFoldersTests"] = "of folders of this machine",
        ["ReplacedDatabaseTests"] = "of the embedded engine's files",
    };

    [Fact]
    public void Test_classes_that_use_data_run_on_both_engines_or_are_listed_exceptions()
    {
        var touching = RepositoryFiles.Under("tests", "*Tests.cs").Where(file => !file.StartsWith("tests/Repository", StringComparison.Ordinal) && Touches().IsMatch(RepositoryFiles.Read(file))).ToList();
        Assert.True(touching.Count > 60, $"{touching.Count} classes");
        var one = touching.Where(file => !HasServerHalf().IsMatch(RepositoryFiles.Read(file))).Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(OnOneEngine.Keys.Order(), one.Order());
    }

    [GeneratedRegex(@"\b(ReportingApp|AppWithRoles|SecuredApp|LimitedApp|ImportingApp|PagedServer|ServerProcess)\b|\bTestWarehouse\.\w+Async\(", RegexOptions.NonBacktracking, 1000)]
    private static partial Regex Touches();

    [GeneratedRegex(@"\[OnServer\]|\[KillableServerFact\]|\[DeepServerFact\]", RegexOptions.NonBacktracking, 1000)]
    private static partial Regex HasServerHalf();
}
