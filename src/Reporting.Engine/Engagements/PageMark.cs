using System.Globalization;
using Reporting.Warehouse.Problems;

namespace Reporting.Engine.Engagements;

/// <summary>The end of a page of engagements: the sort value and the code of its last one.</summary>
/// <param name="Sort">The key of the start date, or the title in lower case.</param>
internal readonly record struct PageMark(object Sort, string Code)
{
    /// <summary>Sorts a missing date after all dates.</summary>
    public const int NoDate = 99_999_999;

    /// <summary>The mark as sent to clients: <c>20250701.code</c>, <c>12.the title…code</c>, or the code alone.</summary>
    public string Text(EngagementOrder order) => order.By switch
    {
        EngagementSort.Date => $"{Sort}.{Code}",
        EngagementSort.Title => $"{((string)Sort).Length}.{Sort}{Code}",
        EngagementSort.Code => Code,
    };

    public static PageMark Of(int startDateKey, string title, string code, EngagementOrder order) => new(
        order.By switch
        {
            EngagementSort.Title => title,
            _ => startDateKey == 0 && !order.Descending ? NoDate : startDateKey,
        },
        code);

    /// <summary>Null for the first page.</summary>
    public static Outcome<(PageMark? Mark, string? Text)> ParseOptional(string? text, EngagementOrder order) =>
        text is null ? ((PageMark?)null, text) : Parse(text, order).Then<(PageMark?, string?)>(mark => (mark, text));

    private static Outcome<PageMark> Parse(string text, EngagementOrder order)
    {
        if (order.By == EngagementSort.Code)
        {
            return new PageMark(0, text);
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var rest = text[(dot + 1)..];
            if (order.By == EngagementSort.Date)
            {
                return new PageMark(number, rest);
            }

            if (number <= rest.Length)
            {
                return new PageMark(rest[..number], rest[number..]);
            }
        }

        return new Problem(ErrorCodes.MalformedAfter, $"'{SafeText.Of(text)}' does not mark a place in the list.", "Use the value of 'next' from the previous page.");
    }
}
