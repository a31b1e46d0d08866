using System.Text;

namespace Reporting.Rendering.Values;

/// <summary>Which way text runs by its first letter, as the Unicode bidirectional algorithm has it (UAX 9, P2): Hebrew and Arabic from the right.</summary>
internal static class TextDirection
{
    public static bool IsRightToLeft(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                return rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF);
            }
        }

        return false;
    }
}
