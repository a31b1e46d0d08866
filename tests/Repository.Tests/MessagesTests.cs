using System.Text.RegularExpressions;

namespace Repository.Tests;

public sealed partial class MessagesTests
{
    [Fact]
    public void No_message_writes_a_number_before_a_plural()
    {
        var files = RepositoryFiles.Under("src", "*.cs").Concat(RepositoryFiles.Under("src", "*.razor"));
        Assert.Empty(files.SelectMany(file => RepositoryFiles.Read(file).Split('\n')
            .Where(line => Counted().IsMatch(line))
            .Select(line => $"{file}: {line.Trim()} (write Plural.Of, or the number after a colon)")));
    }

    // Limits ("at most", "more than", "1 to") and totals ("3 of 5") are above one.
    [GeneratedRegex(@"(?<!at most |more than |1 to |the first | of )\{(?!\d)[^{}""]+\} (engagements|rows|values|columns|members|recipients|imports|exports|links|codes|sheets|cells|formulas|deliveries|entries)\b[^{]*"";?", RegexOptions.None, 1000)]
    private static partial Regex Counted();
}
