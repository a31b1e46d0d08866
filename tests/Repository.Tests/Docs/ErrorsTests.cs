using System.Reflection;
using System.Text.RegularExpressions;
using Reporting.Api.Problems;
using Reporting.Warehouse.Problems;

namespace Repository.Tests.Docs;

public sealed partial class ErrorsTests
{
    private static readonly ILookup<string, string> Documented = MarkdownRows.ByName("docs/errors.md");

    private static readonly IReadOnlyList<(string Name, ErrorCode Code)> Catalogue =
        [.. typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (field.Name, (ErrorCode)field.GetValue(null)!))];

    // Their status comes from the server or a protocol, not from the kind.
    private static readonly ErrorCode[] OtherStatus = [ErrorCodes.MethodNotAllowed, ErrorCodes.WrongContentType, ErrorCodes.InternalError, ErrorCodes.NoIsolation];

    [Fact]
    public void Every_error_code_of_the_catalogue_is_documented_and_no_other()
    {
        Assert.True(Catalogue.Count > 150, $"Only {Catalogue.Count} codes found.");
        Assert.Equal(Catalogue.Select(c => c.Code.Text).Order(StringComparer.Ordinal), Documented.Select(d => d.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_error_code_of_the_catalogue_is_used()
    {
        var used = RepositoryFiles.Under("src", "*.cs").SelectMany(path => Use().Matches(RepositoryFiles.Read(path)).Select(m => m.Groups[1].Value)).ToHashSet();
        Assert.Empty(Catalogue.Select(c => c.Name).Except(used));
    }

    [Fact]
    public void Every_error_is_documented_under_the_status_of_its_kind()
    {
        var sections = RepositoryFiles.Read("docs/errors.md").Split("\n## ").Skip(1).ToList();
        Assert.All(Catalogue.Where(c => !OtherStatus.Contains(c.Code)), c =>
        {
            var section = sections.Single(s => s.Contains($"| `{c.Code.Text}` |", StringComparison.Ordinal));
            Assert.Contains($"{ProblemResponses.StatusOf(c.Code.Kind)}", section[..section.IndexOf('\n')], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_failure_of_a_request_has_an_example_of_its_status()
    {
        var examples = RepositoryFiles.Read("src/Reporting.Api/OpenApi/failures.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split('\t')).ToList();
        Assert.All(examples, e => Assert.True(e is [_, _, _, { Length: > 5 }, { Length: > 5 }], string.Join('|', e)));
        Assert.Equal(Documented.Where(d => !NoResponse().IsMatch(d.Single())).Select(d => d.Key).Order(StringComparer.Ordinal), examples.Select(e => e[0]));
        Assert.All(examples.Where(e => OtherStatus.Append(ErrorCodes.UrlTooLong).All(o => o.Text != e[0])), e => Assert.Equal($"{ProblemResponses.StatusOf(Catalogue.Single(c => c.Code.Text == e[0]).Code.Kind)}", e[1]));
    }

    [Fact]
    public void Every_error_is_documented_once_with_its_cause() => Assert.All(Documented, error =>
        Assert.True(Filled().IsMatch(error.Single()), $"'{error.Key}' lacks its cause."));

    [Fact]
    public void Error_codes_are_lower_case_words() => Assert.All(Catalogue, c => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", c.Code.Text));

    [GeneratedRegex(@"\bErrorCodes\.(\w+)")]
    private static partial Regex Use();

    // Causes that begin so belong to the start, to commands, pages and tools, to a job's own problem, and to the feed, whose errors have another form.
    [GeneratedRegex(@"\| (start|command line|pages|a failed job|a mail not sent|a waiting mail|a tool of an assistant|OData|`OData|`--same`|this mapping takes no alias|a form without its token|`/health|fewer than 1|the warehouse is on|`--to`)")]
    private static partial Regex NoResponse();

    [GeneratedRegex(@"` \| [^|]{5,} \|(?: [^|]+\|)?$")]
    private static partial Regex Filled();
}
