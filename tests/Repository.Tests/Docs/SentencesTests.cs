using System.Text.RegularExpressions;

namespace Repository.Tests.Docs;

public sealed partial class SentencesTests
{
    private const int MaxWords = 25;

    public static TheoryData<string> Pages => [.. RepositoryFiles.Under("docs", "*.md"), "README.md", "ARCHITECTURE.md", "reports/README.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Sentences_have_at_most_twenty_five_words(string path)
    {
        var tooLong = Paragraphs().Split(Prose(RepositoryFiles.Read(path)))
            .SelectMany(paragraph => Ends().Split(paragraph.ReplaceLineEndings(" ")))
            .Where(sentence => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > MaxWords);
        Assert.Empty(tooLong);
    }

    // Ignores code, tables and link addresses. Inline code counts as one word.
    private static string Prose(string markdown) => new[] { (Code(), ""), (Tables(), ""), (Links(), "$1"), (InlineCode(), "X") }
        .Aggregate(markdown, (text, step) => step.Item1.Replace(text, step.Item2));

    [GeneratedRegex(@"```[^`]*```|^ {4,}.*$", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\s*\|.*$", RegexOptions.Multiline)]
    private static partial Regex Tables();

    [GeneratedRegex(@"!?\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Links();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\n\s*\n|\n(?=\s*(?:[*#>]|\d+\.))")]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"(?<=[.!?])[""*)]*\s+")]
    private static partial Regex Ends();
}
