using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Reporting.Rendering.Pdf;

/// <summary>
/// Changes objects of a PDF by an incremental update (ISO 32000-1, 7.5.6): new objects and a table of them follow the printed bytes, which stay as they are.
/// Reads the simple form that Chromium writes: a table of offsets, and no object inside another one (docs/decisions/0049).
/// </summary>
internal sealed partial class PdfUpdate
{
    private readonly byte[] _pdf;
    private readonly IReadOnlyDictionary<int, int> _offsets;
    private readonly Dictionary<int, int> _ends;
    private readonly string _trailer;
    private readonly int _previous;
    private readonly SortedDictionary<int, byte[]> _changed = [];
    private int _size;

    private PdfUpdate(byte[] pdf, IReadOnlyDictionary<int, int> offsets, string trailer, int previous)
    {
        (_pdf, _offsets, _trailer, _previous) = (pdf, offsets, trailer, previous);
        var starts = offsets.Values.Order().ToList();
        _ends = starts.Zip(starts.Skip(1).Append(previous)).ToDictionary(pair => pair.First, pair => pair.Second);
        (_size, Root, Info) = (Reference(trailer, "/Size")!.Value, Reference(trailer, "/Root")!.Value, Reference(trailer, "/Info"));
    }

    /// <summary>The number of the catalogue.</summary>
    public int Root { get; }

    /// <summary>The number of the document information, such as title and creator.</summary>
    public int? Info { get; }

    public IEnumerable<int> Numbers => _offsets.Keys;

    /// <summary>Null for a file of another form.</summary>
    public static PdfUpdate? Of(byte[] pdf)
    {
        var end = Encoding.Latin1.GetString(pdf.AsSpan(Math.Max(0, pdf.Length - 2_000)));
        if (End().Match(end) is not { Success: true } match || !int.TryParse(match.Groups["at"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var start) || start >= pdf.Length)
        {
            return null;
        }

        var offsets = new Dictionary<int, int>();
        var table = Encoding.Latin1.GetString(pdf.AsSpan(start));
        if (!table.StartsWith("xref\n0 ", StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var (number, entry) in Entries().Matches(table[..table.IndexOf("trailer", StringComparison.Ordinal)]).Index())
        {
            if (entry.Groups["state"].Value == "n")
            {
                offsets[number] = int.Parse(entry.Groups["offset"].Value, CultureInfo.InvariantCulture);
            }
        }

        return new PdfUpdate(pdf, offsets, match.Groups["trailer"].Value, start);
    }

    /// <summary>The dictionary of an object without its brackets; null for other objects.</summary>
    public string? Dictionary(int number)
    {
        var text = Object(number);
        var begin = text.IndexOf("obj\n"u8) + 4;
        text = text[begin..];
        if (!text.StartsWith("<<"u8))
        {
            return null;
        }

        var (close, stream) = (text.IndexOf(">>\nendobj"u8), text.IndexOf(">> stream\n"u8));
        var end = stream >= 0 && (close < 0 || stream < close) ? stream : close;
        return end < 0 ? null : Encoding.Latin1.GetString(text[2..end]);
    }

    /// <summary>The decoded content of a stream; null for another object or filter.</summary>
    public byte[]? Content(int number)
    {
        if (Dictionary(number) is not { } dictionary || !dictionary.Contains("/FlateDecode", StringComparison.Ordinal) || Reference(dictionary, "/Length") is not { } length)
        {
            return null;
        }

        var at = _offsets[number] + Object(number).IndexOf(">> stream\n"u8) + 10;
        using var decoded = new MemoryStream();
        using (var inflated = new ZLibStream(new MemoryStream(_pdf, at, length), CompressionMode.Decompress))
        {
            inflated.CopyTo(decoded);
        }

        return decoded.ToArray();
    }

    /// <summary>The number after a key: of an object, or a plain one.</summary>
    public static int? Reference(string dictionary, string key)
    {
        var at = dictionary.IndexOf(key + " ", StringComparison.Ordinal);
        var digits = at < 0 ? string.Empty : new string([.. dictionary[(at + key.Length + 1)..].TakeWhile(char.IsAsciiDigit)]);
        return digits.Length == 0 ? null : int.Parse(digits, CultureInfo.InvariantCulture);
    }

    public void Change(int number, string dictionary) => _changed[number] = Encoding.Latin1.GetBytes($"<<{dictionary}>>");

    public void ChangeContent(int number, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflated = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflated.Write(content);
        }

        _changed[number] = Stream("/Filter /FlateDecode\n", packed.ToArray());
    }

    /// <summary>Adds a stream that is not compressed, and returns its number.</summary>
    public int Add(string dictionary, byte[] content)
    {
        _changed[_size] = Stream(dictionary, content);
        return _size++;
    }

    public byte[] Save()
    {
        using var saved = new MemoryStream();
        saved.Write(_pdf);
        var table = new StringBuilder("xref\n");
        foreach (var (number, content) in _changed)
        {
            table.Append(CultureInfo.InvariantCulture, $"{number} 1\n{saved.Position:0000000000} 00000 n \n");
            Write($"{number} 0 obj\n");
            saved.Write(content);
            Write("\nendobj\n");
        }

        var start = saved.Position;
        table.Append(CultureInfo.InvariantCulture, $"trailer\n<<{Size().Replace(_trailer, $"/Size {_size}")}\n/Prev {_previous}>>\nstartxref\n{start}\n%%EOF\n");
        Write(table.ToString());
        return saved.ToArray();

        void Write(string text) => saved.Write(Encoding.Latin1.GetBytes(text));
    }

    /// <summary>The bytes up to the next object.</summary>
    private ReadOnlySpan<byte> Object(int number) => _pdf.AsSpan(_offsets[number], _ends[_offsets[number]] - _offsets[number]);

    private static byte[] Stream(string dictionary, byte[] content) =>
        [.. Encoding.Latin1.GetBytes($"<<{dictionary}/Length {content.Length.ToString(CultureInfo.InvariantCulture)}>> stream\n"), .. content, .. "\nendstream"u8];

    [GeneratedRegex(@"trailer\s*<<(?<trailer>.*)>>\s*startxref\s+(?<at>[0-9]+)\s+%%EOF\s*$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex End();

    [GeneratedRegex(@"(?<offset>[0-9]{10}) [0-9]{5} (?<state>[nf])", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Entries();

    [GeneratedRegex("/Size [0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Size();
}
