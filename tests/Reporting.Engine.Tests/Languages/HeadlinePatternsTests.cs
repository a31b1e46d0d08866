using Reporting.Engine.Languages;

namespace Reporting.Engine.Tests.Languages;

/// <summary>The headlines of every language are whole sentences for each combination of figures.</summary>
public sealed class HeadlinePatternsTests
{
    [Theory]
    [InlineData("en", "India and Israel: 8 engagements in 2025, 7 more than in 2024; most in defence (4) and production (3)")]
    [InlineData("hi", "India and Israel: 2025 में 8 गतिविधियाँ, 2024 की तुलना में 7 अधिक; सबसे अधिक defence (4) और production (3) में")]
    [InlineData("he", "India and Israel: 8 פעילויות ב־2025, 7 יותר מאשר ב־2024; בעיקר ב־defence (4) וב־production (3)")]
    public void Each_language_has_its_own_order(string language, string sentence) =>
        Assert.Equal(sentence, Write(language, ("count", 8L), ("period", "year"), ("change", "more"), ("difference", 7L), ("leaders", "two"), ("by", "in")));

    [Theory]
    [InlineData("en", 0L, "No engagements")]
    [InlineData("en", 1L, "1 engagement in")]
    [InlineData("en", 1234567L, "1,234,567 engagements")]
    [InlineData("hi", 1L, "1 गतिविधि")]
    [InlineData("hi", 1234567L, "12,34,567 गतिविधियाँ")]
    [InlineData("he", 0L, "אין פעילויות")]
    [InlineData("he", 1L, "פעילות אחת")]
    [InlineData("he", 2L, "שתי פעילויות")]
    [InlineData("he", 3L, "3 פעילויות")]
    public void Each_language_has_its_own_numbers(string language, long count, string part) =>
        Assert.Contains(part, Write(language, ("subject", "none"), ("count", count), ("period", "year")), StringComparison.Ordinal);

    [Theory]
    [InlineData("הודו", "בהודו (4)")]
    [InlineData("India", "ב־India (4)")]
    public void A_Hebrew_prefix_is_joined_to_Hebrew_words_and_hyphenated_before_others(string name, string part) =>
        Assert.Contains(part, Write("he", ("count", 8L), ("period", "year"), ("leaders", "one"), ("by", "in"), ("first", name)), StringComparison.Ordinal);

    [Fact]
    public void Every_combination_is_a_sentence_in_every_language()
    {
        var sentences = new HashSet<string>();
        var combinations =
            from language in Language.All
            from subject in new[] { "none", "Cyber" }
            from count in new[] { 0L, 1L, 2L, 25L }
            from period in new[] { "year", "range", "since", "until", null }
            from change in new[] { "more", "fewer", "same", null }
            from difference in new[] { 1L, 2L, 7L }
            from leaders in new[] { "two", "one", "tied", "nothing", null }
            from way in new[] { "with", "pair", "in" }
            select (language.Code, Values: new (string, object?)[] { ("subject", subject), ("count", count), ("period", period), ("change", change), ("difference", difference), ("leaders", leaders), ("by", way) });
        foreach (var (language, values) in combinations)
        {
            foreach (var sentence in new[] { Write(language, values), WriteGaps(language, values) })
            {
                Assert.DoesNotMatch(@"[{}#]|  |, ,|\( |^[ ,;]|[ ,;]$", sentence);
                sentences.Add(language + sentence);
            }
        }

        Assert.InRange(sentences.Count, 1_000, int.MaxValue);
    }

    private static string Write(string language, params (string Name, object? Value)[] values) => In(Language.Of(language).Phrases.Headline.Activity, language, values);

    private static string WriteGaps(string language, params (string Name, object? Value)[] values) => In(Language.Of(language).Phrases.Headline.Gaps, language, values);

    private static string In(SentencePattern pattern, string language, (string Name, object? Value)[] values)
    {
        var all = new Dictionary<string, object?>
        {
            ["subject"] = "India and Israel", ["from"] = "2025", ["to"] = "2025", ["before"] = "2024", ["first"] = "defence", ["firstCount"] = 4L, ["second"] = "production", ["secondCount"] = 3L,
        };
        foreach (var (name, value) in values)
        {
            all[name] = value;
        }

        return pattern.In(Language.Of(language), all);
    }
}
