using System.Globalization;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Engagements;

/// <summary>The end of a page of engagements: start date and code of its last one.</summary>
internal readonly record struct PageMark(int StartDateKey, string Code)
{
    public override string ToString() => $"{StartDateKey}.{Code}";

    public static PageMark Of(ListedEngagement last) => new(last.Start.Key, last.Code);

    /// <summary>Null for the first page.</summary>
    public static Outcome<(PageMark? Mark, string? Text)> ParseOptional(string? text) =>
        text is null ? ((PageMark?)null, text) : Parse(text).Then<(PageMark?, string?)>(mark => (mark, text));

    private static Outcome<PageMark> Parse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            ? new PageMark(key, text[(dot + 1)..])
            : new Problem(ErrorCodes.MalformedAfter, $"'{SafeText.Of(text)}' is not the end of a page.", "Use the value of 'next' from the previous page.");
    }
}
