using System.Text.RegularExpressions;

namespace Repository.Tests.Docs;

public sealed partial class ErrorsTests
{
    private static readonly ILookup<string, string> Documented = MarkdownRows.ByName("docs/errors.md");

    [Fact]
    public void Every_error_code_of_the_sources_is_documented_and_no_other()
    {
        Assert.True(ErrorCodes.All.Count > 30, $"Only {ErrorCodes.All.Count} codes found.");
        Assert.Equal(ErrorCodes.All, Documented.Select(d => d.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_error_code_can_be_read_from_the_sources() => Assert.Empty(ErrorCodes.Unseen);

    [Fact]
    public void Every_error_is_documented_once_with_cause_and_advice() => Assert.All(Documented, error =>
        Assert.True(Filled().IsMatch(error.Single()), $"'{error.Key}' lacks its cause or what to do."));

    [Fact]
    public void Error_codes_are_lower_case_words() => Assert.All(ErrorCodes.All, code => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", code));

    [GeneratedRegex(@"` \| [^|]{5,} \| [^|]{5,} \|$")]
    private static partial Regex Filled();
}
