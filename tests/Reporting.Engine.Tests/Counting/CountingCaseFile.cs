using Reporting.TestWarehouses;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Reporting.Engine.Tests.Counting;

/// <summary>The keys of reference/counting-cases.yml.</summary>
internal sealed class CountingCaseFile
{
    public List<EngagementEntry> Engagements { get; set; } = [];

    public Dictionary<string, List<string>> DomainGroups { get; set; } = [];

    public List<CountingCase> Cases { get; set; } = [];

    /// <summary>The file is beside the repository; an installation does not have it.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(RepositoryRoot.File("..", "shared", "reference", "counting-cases.yml"));

    public static CountingCaseFile Read() => !File.Exists(Path)
        ? new CountingCaseFile()
        : new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<CountingCaseFile>(File.ReadAllText(Path));

    internal sealed class EngagementEntry
    {
        public string Code { get; set; } = "";

        public string? Start { get; set; }

        public string Type { get; set; } = "";

        public string Category { get; set; } = "";

        public string PlaceCountry { get; set; } = "";

        public int? Headcount { get; set; }

        public long? AmountCents { get; set; }

        public List<string> Sources { get; set; } = [];

        public Dictionary<string, int> Domains { get; set; } = [];

        public List<LineEntry> Lines { get; set; } = [];
    }

    internal sealed class LineEntry
    {
        public string Participant { get; set; } = "";

        public string Kind { get; set; } = "";

        public string? Organisation { get; set; }

        public string Country { get; set; } = "";

        public string Role { get; set; } = "";
    }

    internal sealed class CountingCase
    {
        public string Name { get; set; } = "";

        public List<string> Measures { get; set; } = [];

        public List<string> By { get; set; } = [];

        public Dictionary<string, object> Filters { get; set; } = [];

        public List<List<string?>>? Rows { get; set; }

        public List<string?> Totals { get; set; } = [];
    }
}
