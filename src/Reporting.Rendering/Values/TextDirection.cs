using System.Text;

namespace Reporting.Rendering.Values;

/// <summary>The direction of a text by its first letter or mark (Unicode bidirectional algorithm, UAX 9, P2). Hebrew and Arabic run from the right.</summary>
internal static class TextDirection
{
    private const int RightToLeftMark = 0x200F;

    public static bool IsRightToLeft(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune) || rune.Value == RightToLeftMark)
            {
                return rune.Value is RightToLeftMark or (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF);
            }
        }

        return false;
    }
}
