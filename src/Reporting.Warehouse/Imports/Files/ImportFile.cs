using System.Security.Cryptography;
using System.Text;
using Reporting.Warehouse.Imports.Files.Rows;
using Reporting.Warehouse.Imports.Files.Workbooks;
using Reporting.Warehouse.Problems;

namespace Reporting.Warehouse.Imports.Files;

/// <summary>The file of an import: detects text and workbooks by their first bytes, reads their rows, and computes the hash of the file.</summary>
internal sealed class ImportFile : IAsyncDisposable
{
    private readonly Stream _content;
    private readonly bool _isOwn;
    private readonly byte[] _head;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly long _start;
    private HashedStream? _read;
    private IFileRows? _rows;

    private ImportFile(Stream content, bool isOwn, byte[] head) => (_content, _isOwn, _head, _start) = (content, isOwn, head, content.Position);

    /// <summary>True for a new (zip archive) or old workbook.</summary>
    public bool IsWorkbook => IsArchive || IsOld;

    /// <summary>Notes for the importer about how the rows were read. Complete at the end of the file.</summary>
    public IReadOnlyList<string> Notes => _rows?.Notes ?? [];

    private bool IsArchive => _head is [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..];

    private bool IsOld => _head is [0xD0, 0xCF, 0x11, 0xE0, ..];

    // The first letters, in any encoding.
    private bool IsMarkup => new string([.. _head.Take(200).Where(b => b is > 32 and < 127).Take(5).Select(b => char.ToLowerInvariant((char)b))]) is "<html" or "<head" or "<meta" or "<tabl" or "<!doc" or "<?xml";

    /// <summary>The encoding in which the text was read.</summary>
    public Encoding Encoding { get; private set; } = FileEncodings.Find(FileEncodings.Utf8)!;

    /// <summary>Set when the byte order mark contradicts the mapping.</summary>
    public string? EncodingWarning { get; private set; }

    /// <summary>Copies a stream that cannot be read twice to a temporary file first.</summary>
    public static async Task<ImportFile> OpenAsync(Stream content, CancellationToken cancellationToken)
    {
        var isOwn = !content.CanSeek;
        if (isOwn)
        {
            var copy = TemporaryFile.Create();
            await content.CopyToAsync(copy, cancellationToken);
            copy.Position = 0;
            content = copy;
        }

        var head = new byte[4096];
        var start = content.Position;
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        content.Position = start;
        return new ImportFile(content, isOwn, head[..length]);
    }

    public async Task<IFileRows> RowsAsync(FileShape shape, CancellationToken cancellationToken)
    {
        _read = new HashedStream(_content, _hash);
        if (IsWorkbook)
        {
            await _read.DrainAsync(cancellationToken);
            _content.Position = 0;
            return _rows = IsOld ? XlsRows.Open(_content, shape.Sheet, cancellationToken) : XlsxRows.Open(_content, shape.Sheet, cancellationToken);
        }

        Encoding = Choose(shape);
        if (IsMarkup)
        {
            throw new ImportFileException(ErrorCodes.MalformedCsv, "The file is a page of HTML or XML, not a table.", "Some programs give such a page the name .xls. Open it in Excel and save it as 'Excel workbook (.xlsx)'.");
        }

        var text = new StreamReader(_read, Encoding, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
        return _rows = new CsvRows(text, shape.Delimiter, shape.Quotes);
    }

    /// <summary>Goes back to the beginning, so that the rows can be read again.</summary>
    public void Rewind()
    {
        _content.Position = _start;
        _ = _hash.GetHashAndReset();
    }

    /// <summary>The delimiter (comma, semicolon or tab) that separates most of these names in the first line; a comma by default. Excel's delimiter depends on the system.</summary>
    public char DelimiterOf(IReadOnlyCollection<string> names)
    {
        var line = (FileEncodings.OfMark(_head)?.Encoding ?? Encoding).GetDecoder();
        line.Fallback = DecoderFallback.ReplacementFallback;
        var text = new char[_head.Length + 1];
        var first = new string(text, 0, line.GetChars(_head, text, flush: false)).Split('\r', '\n')[0].TrimStart('\uFEFF');
        return new[] { ',', ';', '\t' }.MaxBy(mark => first.Split(mark).Count(name => names.Contains(name.Trim().Trim('"'), StringComparer.OrdinalIgnoreCase)));
    }

    /// <summary>SHA-256 of the whole file, hexadecimal. Reads the rest of the file.</summary>
    public async Task<string> HashAsync(CancellationToken cancellationToken)
    {
        await (_read ?? new HashedStream(_content, _hash)).DrainAsync(cancellationToken);
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        if (_isOwn)
        {
            await _content.DisposeAsync();
        }
    }

    private Encoding Choose(FileShape shape)
    {
        var declared = FileEncodings.Find(shape.Encoding)!;
        if (FileEncodings.OfMark(_head) is { } mark)
        {
            EncodingWarning = mark.Encoding.CodePage == declared.CodePage ? null : $"The file begins with the byte order mark of {mark.Encoding.WebName}. It was read in that encoding, not as {shape.Encoding}.";
            return mark.Encoding;
        }

        if (declared.CodePage != FileEncodings.Find("utf-16")!.CodePage && FileEncodings.WideWithoutMark(_head) is { } wide)
        {
            throw new ImportFileException(ErrorCodes.NotUtf8, $"The file is {wide} text, not {shape.Encoding}.", $"Save it as UTF-8, or write 'encoding: {wide}' into the mapping.");
        }

        return declared;
    }
}
