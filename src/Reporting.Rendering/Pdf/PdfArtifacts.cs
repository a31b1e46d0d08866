namespace Reporting.Rendering.Pdf;

/// <summary>
/// Marks what a page paints outside of the structure as an artifact (ISO 14289-1, 7.1): backgrounds, and the header and footer of the page. Chromium leaves
/// them unmarked, and screen readers then may read them.
/// </summary>
internal static class PdfArtifacts
{
    private static ReadOnlySpan<byte> Begin => "/Artifact BMC\n"u8;

    private static ReadOnlySpan<byte> End => "\nEMC"u8;

    /// <summary>The content of a page; null if everything is marked.</summary>
    public static byte[]? Mark(byte[] content)
    {
        using var marked = new MemoryStream(content.Length + 1_000);
        var (copied, isChanged) = (0, false);
        var marks = new Stack<bool>();

        // A mark may not begin inside of a path, so it begins before its first operand.
        var (operand, path) = (-1, -1);
        foreach (var (from, to) in Tokens(content))
        {
            var token = content.AsSpan(from, to - from);
            if (!IsOperator(token))
            {
                operand = operand < 0 ? from : operand;
                continue;
            }

            var start = operand < 0 ? from : operand;
            operand = -1;
            if (token.SequenceEqual("BDC"u8) || token.SequenceEqual("BMC"u8))
            {
                // A span without a number, which gives the text of glyphs, is not part of the structure.
                var operands = content.AsSpan(start, from - start);
                marks.Push(operands.IndexOf("/MCID"u8) >= 0 || operands.StartsWith("/Artifact"u8));
            }
            else if (token.SequenceEqual("EMC"u8))
            {
                marks.TryPop(out _);
            }
            else if (token.SequenceEqual("m"u8) || token.SequenceEqual("re"u8))
            {
                path = path < 0 ? start : path;
            }
            else if (token.SequenceEqual("n"u8))
            {
                path = -1;
            }
            else if (Paints(token))
            {
                if (!marks.Contains(true))
                {
                    var first = path < 0 ? start : path;
                    marked.Write(content.AsSpan(copied, first - copied));
                    marked.Write(Begin);
                    marked.Write(content.AsSpan(first, to - first));
                    marked.Write(End);
                    (copied, isChanged) = (to, true);
                }

                path = -1;
            }
        }

        marked.Write(content.AsSpan(copied));
        return isChanged ? marked.ToArray() : null;
    }

    private static bool Paints(ReadOnlySpan<byte> token) => token switch
    {
        [(byte)'f' or (byte)'F' or (byte)'S' or (byte)'s' or (byte)'B' or (byte)'b'] => true,
        [(byte)'f' or (byte)'B' or (byte)'b', (byte)'*'] => true,
        [(byte)'T', (byte)'j' or (byte)'J'] => true,
        _ => token.SequenceEqual("Do"u8) || token.SequenceEqual("sh"u8),
    };

    private static bool IsOperator(ReadOnlySpan<byte> token) => char.IsAsciiLetter((char)token[0]) || token[0] is (byte)'\'' or (byte)'"';

    /// <summary>The tokens. Texts, arrays and dictionaries are one token each, whatever they hold.</summary>
    private static IEnumerable<(int From, int To)> Tokens(byte[] content)
    {
        for (var i = 0; i < content.Length;)
        {
            if (IsSpace(content[i]))
            {
                i++;
                continue;
            }

            var from = i;
            i = content[i] switch
            {
                (byte)'(' => AfterText(content, i),
                (byte)'[' or (byte)'<' => AfterGroup(content, i),
                _ => AfterWord(content, i),
            };
            yield return (from, i);
        }
    }

    private static int AfterWord(byte[] content, int i)
    {
        do
        {
            i++;
        }
        while (i < content.Length && !IsSpace(content[i]) && content[i] is not ((byte)'(' or (byte)'[' or (byte)'<' or (byte)'/' or (byte)'>' or (byte)']'));
        return i;
    }

    private static int AfterText(byte[] content, int i)
    {
        for (var depth = 0; i < content.Length; i++)
        {
            depth += content[i] switch { (byte)'(' => 1, (byte)')' => -1, _ => 0 };
            i += content[i] == (byte)'\\' ? 1 : 0;
            if (depth == 0)
            {
                return i + 1;
            }
        }

        return i;
    }

    private static int AfterGroup(byte[] content, int i)
    {
        for (var depth = 0; i < content.Length; i++)
        {
            if (content[i] == (byte)'(')
            {
                i = AfterText(content, i) - 1;
                continue;
            }

            depth += content[i] switch { (byte)'[' or (byte)'<' => 1, (byte)']' or (byte)'>' => -1, _ => 0 };
            if (depth == 0)
            {
                return i + 1;
            }
        }

        return i;
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or 0 or 12;
}
