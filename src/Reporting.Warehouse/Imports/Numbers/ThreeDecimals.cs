using Reporting.Warehouse.Text;

namespace Reporting.Warehouse.Imports.Numbers;

/// <summary>Counts numbers such as 1.234, which would be a thousand times as large if the mark separated thousands.</summary>
internal sealed class ThreeDecimals
{
    private int _doubtful;
    private int _decisive;
    private string _example = "";

    public void Add(string text, char mark)
    {
        var at = text.IndexOf(mark);
        if (at < 0)
        {
            return;
        }

        var decimals = text.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9');
        decimals = decimals < 0 ? text.Length - at - 1 : decimals;
        var first = at;
        while (first > 0 && char.IsAsciiDigit(text[first - 1]))
        {
            first--;
        }

        if (decimals == 3 && at - first is >= 1 and <= 3 && text[first] != '0' && (first == 0 || !char.IsPunctuation(text[first - 1])))
        {
            (_doubtful, _example) = (_doubtful + 1, _example.Length > 0 ? _example : TextRules.Short(text, 40));
        }
        else
        {
            _decisive++;
        }
    }

    /// <summary>A warning at the end of the file; null without doubt.</summary>
    /// <param name="advice">The advice if the mark separates thousands.</param>
    public string? Doubt(string column, char mark, string advice) => _doubtful > 0 && _decisive == 0
        ? $"{Plural.Of(_doubtful, "value")} of '{TextRules.Short(column)}' such as '{_example}' {Plural.Word(_doubtful, "has", "have")} three decimals, and none has fewer: if '{mark}' separates thousands, {advice}."
        : null;
}
