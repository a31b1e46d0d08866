using System.Globalization;

namespace Reporting.Warehouse.Imports.Numbers;

/// <summary>One number of a text, and the words and signs beside it.</summary>
internal sealed class NumberText
{
    private static readonly HashSet<string> Approximations = new(StringComparer.OrdinalIgnoreCase)
    {
        "about", "above", "almost", "approx", "approximately", "around", "at", "below", "c", "ca", "circa", "est", "estimated", "exceeding", "least", "less", "more", "most", "nearly", "or", "over", "roughly", "some", "than", "to", "under", "up",
    };

    public decimal Number { get; private set; }

    public decimal? Magnitude { get; private set; }

    /// <summary>The possible currencies of the sign or word beside the number.</summary>
    public string[]? Currencies { get; private set; }

    public bool IsPercent { get; private set; }

    public bool IsApproximate { get; private set; }

    /// <summary>Unknown words and signs beside the number.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>Null when there is no number, or more than one.</summary>
    public static NumberText? Read(ReadOnlySpan<char> text, char mark)
    {
        var first = text.IndexOfAnyInRange('0', '9');
        if (first < 0)
        {
            return null;
        }

        first = first > 0 && text[first - 1] == mark ? first - 1 : first;
        var last = text.LastIndexOfAnyInRange('0', '9');
        last = last + 1 < text.Length && text[last + 1] == mark && (last + 2 == text.Length || text[last + 2] is ' ' or ')') ? last + 1 : last;
        var read = new NumberText();
        if (!DigitGroups.TryRead(text[first..(last + 1)], mark, out var number))
        {
            return null;
        }

        var isNegative = false;
        var parenthesis = 0;
        read.Beside(text[..first], isBefore: true, ref isNegative, ref parenthesis);
        read.Beside(text[(last + 1)..], isBefore: false, ref isNegative, ref parenthesis);
        if (parenthesis is not (0 or 2))
        {
            read.Unknown.Add("(");
        }

        read.Number = isNegative != (parenthesis == 2) ? -number : number;
        return read;
    }

    /// <summary>Adds a unit that a spreadsheet displays beside the number.</summary>
    public void Beside(string unit)
    {
        var (isNegative, parenthesis) = (false, 0);
        Beside(unit, isBefore: false, ref isNegative, ref parenthesis);
    }

    /// <summary>Copies magnitude and currency from the other end of a range: "$5-7 million".</summary>
    public void Adopt(NumberText other)
    {
        (Magnitude, Currencies) = (Magnitude ?? other.Magnitude, Currencies ?? other.Currencies);
        IsPercent |= other.IsPercent;
    }

    private void Beside(ReadOnlySpan<char> text, bool isBefore, ref bool isNegative, ref int parenthesis)
    {
        text = text.Contains("per cent", StringComparison.OrdinalIgnoreCase) ? text.ToString().Replace("per cent", "percent", StringComparison.OrdinalIgnoreCase) : text;
        for (var i = 0; i < text.Length;)
        {
            var rest = text[i..];
            if (char.IsWhiteSpace(rest[0]))
            {
                i++;
            }
            else if (Numbers.Currencies.Sign(rest, out var length, out var codes))
            {
                AddCurrency(rest[..length], codes);
                i += length;
            }
            else if (char.IsLetter(rest[0]))
            {
                length = 1;
                while (length < rest.Length && (char.IsLetter(rest[length]) || char.GetUnicodeCategory(rest[length]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) && !Numbers.Currencies.Sign(rest[length..], out _, out _))
                {
                    length++;
                }

                i += length;
                i += i < text.Length && text[i] == '.' ? 1 : 0;
                Word(rest[..length].ToString());
            }
            else
            {
                Mark(rest[0], isBefore, ref isNegative, ref parenthesis);
                i++;
            }
        }
    }

    private void Mark(char mark, bool isBefore, ref bool isNegative, ref int parenthesis)
    {
        switch (mark)
        {
            case '-' or '\u2212' when isBefore && !isNegative:
                isNegative = true;
                break;
            case '+' when isBefore:
                break;
            case '(' when isBefore && parenthesis == 0:
            case ')' when !isBefore && parenthesis == 1:
                parenthesis++;
                break;
            case '%' or '\u066A' when !IsPercent:
                IsPercent = true;
                break;
            case '~' or '≈' or '≃' or '∼' or '<' or '>' or '≤' or '≥' or '±' when isBefore:
            case '+' when !isBefore:
                IsApproximate = true;
                break;
            default:
                Unknown.Add(mark.ToString());
                break;
        }
    }

    private void Word(string word)
    {
        if (word.ToLowerInvariant() is "percent" or "pct")
        {
            IsPercent = true;
        }
        else if (Magnitudes.Of(word) is { } factor)
        {
            Scale(word, factor);
        }
        else if (Numbers.Currencies.Word(word) is { } codes)
        {
            AddCurrency(word, codes);
        }
        else if (Approximations.Contains(word))
        {
            IsApproximate = true;
        }
        else if (!TryCurrencyAndMagnitude(word))
        {
            Unknown.Add(word);
        }
    }

    // USDm, mUSD: a currency and a magnitude without a space.
    private bool TryCurrencyAndMagnitude(string word)
    {
        for (var i = 1; i < word.Length; i++)
        {
            var (one, other) = (word[..i], word[i..]);
            if (Numbers.Currencies.Word(one) is { } before && Magnitudes.Of(other) is { } after)
            {
                AddCurrency(one, before);
                Scale(other, after);
                return true;
            }

            if (Magnitudes.Of(one) is { } factor && Numbers.Currencies.Word(other) is { } codes)
            {
                Scale(one, factor);
                AddCurrency(other, codes);
                return true;
            }
        }

        return false;
    }

    private void Scale(string word, decimal factor)
    {
        if (Magnitude is not null)
        {
            Unknown.Add(word);
        }

        Magnitude = factor;
    }

    // Two statements of a currency ("US$ 5 USD", "Canadian dollars") leave the currencies that both allow.
    private void AddCurrency(ReadOnlySpan<char> sign, string[] codes)
    {
        var both = Currencies is null ? codes : [.. Currencies.Intersect(codes, StringComparer.Ordinal)];
        if (both.Length == 0)
        {
            Unknown.Add(sign.ToString());
        }

        Currencies = both;
    }
}
