using Reporting.Engine.Languages;

namespace Reporting.Engine.Tests.Languages;

/// <summary>The headlines of every language are whole sentences for each combination of figures.</summary>
public sealed class HeadlinePatternsTests
{
    [Theory]
    [InlineData("en", "India and Israel: 8 engagements in 2025, 7 more than in 2024; most in defence (4) and production (3)")]
    [InlineData("hi", "India and Israel: 2025 में 8 गतिविधियाँ, 2024 की तुलना में 7 अधिक; सबसे अधिक defence (4) और production (3) में")]
    [InlineData("he", "\u200FIndia and Israel\u200F: 8 פעילויות ב־2025, 7 יותר מאשר ב־2024; בעיקר ב־defence\u200F (4) וב־production\u200F (3)")]
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

    /// <summary>Hebrew: "one" and "two" are feminine, as engagements are. Hindi: postpositions follow the names.</summary>
    [Theory]
    [InlineData("en", "more", 1L, "range", ", 1 more than in 2024")]
    [InlineData("en", "same", 0L, "year", ", as many as in 2024")]
    [InlineData("hi", "fewer", 1L, "year", ", 2024 की तुलना में 1 कम")]
    [InlineData("hi", "same", 0L, "range", ", 2024 के बराबर")]
    [InlineData("he", "more", 1L, "year", ", אחת יותר מאשר ב־2024")]
    [InlineData("he", "fewer", 2L, "range", ", שתיים פחות מאשר בשנים 2024")]
    [InlineData("he", "more", 3L, "range", ", 3 יותר מאשר בשנים 2024")]
    [InlineData("he", "same", 0L, "year", ", כמו ב־2024")]
    [InlineData("he", "same", 0L, "range", ", כמו בשנים 2024")]
    public void Each_language_has_its_own_comparison(string language, string change, long difference, string period, string part) =>
        Assert.EndsWith(part, Write(language, ("count", 5L), ("period", period), ("change", change), ("difference", difference)), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "with", "; most with A (4) and B (3)")]
    [InlineData("en", "pair", "; most active pairs: A (4) and B (3)")]
    [InlineData("hi", "with", "; सबसे अधिक A (4) और B (3) के साथ")]
    [InlineData("hi", "pair", "; सबसे सक्रिय जोड़े: A (4) और B (3)")]
    [InlineData("he", "with", "; בעיקר עם A\u200F (4) ועם B\u200F (3)")]
    [InlineData("he", "pair", "; הזוגות הפעילים ביותר: A\u200F (4) ו־B\u200F (3)")]
    public void Each_language_has_its_own_words_for_one_side_and_for_pairs(string language, string way, string part) =>
        Assert.EndsWith(part, Write(language, ("count", 5L), ("period", "year"), ("leaders", "two"), ("by", way), ("first", "A"), ("second", "B")), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "since", "5 engagements since 2020")]
    [InlineData("en", "until", "5 engagements up to 2025")]
    [InlineData("hi", "range", "2020 से 2025 तक 5 गतिविधियाँ")]
    [InlineData("hi", "since", "2020 से अब तक 5 गतिविधियाँ")]
    [InlineData("he", "range", "5 פעילויות בשנים 2020 עד 2025")]
    [InlineData("he", "since", "5 פעילויות מ־2020 ואילך")]
    [InlineData("he", "until", "5 פעילויות עד 2025")]
    public void Each_language_has_its_own_words_for_periods(string language, string period, string sentence) =>
        Assert.Equal(sentence, Write(language, ("subject", "none"), ("count", 5L), ("period", period), ("from", "2020"), ("to", "2025")));

    [Theory]
    [InlineData("הודו", "בהודו (4)")]
    [InlineData("India", "ב־India\u200F (4)")]
    public void A_Hebrew_prefix_is_joined_to_Hebrew_words_and_hyphenated_before_others(string name, string part) =>
        Assert.Contains(part, Write("he", ("count", 8L), ("period", "year"), ("leaders", "one"), ("by", "in"), ("first", name)), StringComparison.Ordinal);

    /// <summary>Without a mark "1,303 (302)" would stand together, away from what they count.</summary>
    [Theory]
    [InlineData("he", "Ministry", "Defence", "\u200FMinistry\u200F: 8 פעילויות ב־2025; בעיקר ב־Defence\u200F (4)")]
    [InlineData("he", "הודו", "ביטחון", "הודו: 8 פעילויות ב־2025; בעיקר בביטחון (4)")]
    [InlineData("hi", "Ministry", "Defence", "Ministry: 2025 में 8 गतिविधियाँ; सबसे अधिक Defence (4) में")]
    public void Names_from_left_to_right_keep_a_Hebrew_sentence_from_right_to_left(string language, string subject, string first, string sentence) =>
        Assert.Equal(sentence, Write(language, ("subject", subject), ("count", 8L), ("period", "year"), ("leaders", "one"), ("by", "in"), ("first", first)));

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
