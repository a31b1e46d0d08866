using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Reporting.Api.Tests.Aggregates;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.TestWarehouses.Counting;
using Reporting.TestWarehouses.Data;
using Reporting.Warehouse.Dates;

namespace Reporting.Api.Tests.Faults;

/// <summary>Knows the content of every data version, and so the correct response for each version.</summary>
internal sealed class VersionedOracle(TestData first, SemanticModel model)
{
    // Codes have the same meaning in all versions.
    private static readonly (string Code, string Group)[] Domains = [("ai", "digital"), ("cyber", "digital"), ("drones", "platforms"), ("space", "platforms")];

    private readonly ConcurrentDictionary<(long Version, ReportQuery Query), CountedResult> _answers = new();
    private readonly List<TestData> _versions = [first];

    /// <summary>The number of data versions whose responses were compared.</summary>
    public int VersionsSeen => _answers.Keys.Select(key => key.Version).Distinct().Count();

    /// <summary>A file with one more engagement. Its import creates the next data version.</summary>
    public string NextFile()
    {
        lock (_versions)
        {
            var n = _versions.Count;
            var (domain, group) = Domains[n % Domains.Length];
            var added = new TestEngagement
            {
                Code = string.Create(CultureInfo.InvariantCulture, $"more-{n}"),
                Title = "Joint talks",
                Start = new PartialDate(20220101 + (n % 28)),
                Type = "meeting",
                Category = "dialogue",
                Domains = [new TestDomain(domain, group, TestData.WholeParts)],
                Lines = [new TestLine("p-rana", "person", null, "IN", "host")],
                Sources = ["s1"],
            };
            _versions.Add(new TestData([.. _versions[^1].Engagements, added]));
            return new StringBuilder("Code,Title,Start,Type,Category,Domain,DomainGroup,Participant,ParticipantKind,Country,Role,Source\n")
                .AppendJoin(',', added.Code, added.Title, $"{added.Start.Exact:yyyy-MM-dd}", added.Type, added.Category, domain, group, "p-rana", "person", "IN", "host", "s1").Append('\n').ToString();
        }
    }

    /// <summary>Returns the error of a response; null if it is correct.</summary>
    public string? Difference(ReportQuery query, string body)
    {
        var answer = JsonResponse.Read(JsonDocument.Parse(body).RootElement, model);
        var version = answer.Version.Version;
        return ResultComparison.Difference(_answers.GetOrAdd((version, query), _ => new Oracle(Data(version)).Ask(query)), answer) is { } wrong
            ? $"{QueryStrings.Of(query)} of data version {version}:\n{wrong}"
            : null;
    }

    private TestData Data(long version)
    {
        lock (_versions)
        {
            return _versions[(int)version - 1];
        }
    }
}
