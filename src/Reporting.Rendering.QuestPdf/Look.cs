using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using Reporting.Rendering.Values;
using TextDirection = Reporting.Rendering.Values.TextDirection;

namespace Reporting.Rendering.QuestPdf;

/// <summary>Colours, sizes in points, and texts in the direction of the document or of their own letters.</summary>
internal sealed class Look(ValueText text, bool isBrief)
{
    public const float Body = 9.4f;
    public const float Small = 7.6f;
    public const float Smallest = 5.6f;

    /// <summary>The width between the margins of an upright and a turned page of A4 in points.</summary>
    public const float Upright = 510;
    public const float Turned = 757;

    /// <summary>The tints of a heat map, from none to the highest; the same as in <c>report.css</c>.</summary>
    private static readonly string[] Heats = ["#ffffff", "#f0f6fb", "#dfecf7", "#c9dff1", "#afd0ea", "#92bfe2", Palette.Heat];

    private static readonly string[] Fonts = ["Noto Sans", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Arabic", "Noto Sans CJK SC"];

    public ValueText Text { get; } = text;

    public bool IsRightToLeft => Text.Language.IsRightToLeft;

    private string Script => Text.Language.Code switch { "he" => "Hebrew", "hi" => "Devanagari", _ => "Sans" };

    public float Table => isBrief ? 7.8f : 8.4f;

    /// <summary>The font of the language comes first, so that its words, spaces and digits are of one font.</summary>
    public TextStyle Plain(TextStyle style) => style.FontFamily([.. Fonts.OrderByDescending(font => font.EndsWith(Script, StringComparison.Ordinal))]).FontSize(Body).FontColor(Palette.Ink).LineHeight(1.3f);

    public static string Heat(int step) => Heats[step];

    /// <summary>A text in the direction of its own letters, at the start of its place.</summary>
    public void Own(IContainer at, string words, Func<TextStyle, TextStyle> style) => Line(at, IsOfDocument(words) ? IsRightToLeft : !IsRightToLeft, IsRightToLeft, words, style);

    /// <summary>A figure: its digits run from left to right in every language, and units line up on the right.</summary>
    public static void Figure(IContainer at, string figure, Func<TextStyle, TextStyle> style) => Line(at, TextDirection.IsRightToLeft(figure), true, figure, style);

    /// <summary>A sentence of the document's language.</summary>
    public void Sentence(IContainer at, string words, Func<TextStyle, TextStyle> style) => Line(at, IsRightToLeft, IsRightToLeft, words, style);

    public static TextStyle Note(TextStyle style) => style.FontSize(8.2f).FontColor(Palette.Grey);

    private bool IsOfDocument(string words) => TextDirection.IsRightToLeft(words) == IsRightToLeft || !words.Any(char.IsLetter);

    private static void Line(IContainer at, bool fromRight, bool toRight, string words, Func<TextStyle, TextStyle> style) =>
        (fromRight ? at.ContentFromRightToLeft() : at.ContentFromLeftToRight()).DefaultTextStyle(style).Text(line =>
        {
            if (toRight)
            {
                line.AlignRight();
            }
            else
            {
                line.AlignLeft();
            }

            line.Span(words);
        });
}
