using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Reporting.Api.Requests;
using Reporting.Warehouse.Definitions;
using Reporting.Warehouse.Imports.Files;
using Reporting.Warehouse.Imports.Mappings;
using Reporting.Warehouse.Problems;
using Reporting.Warehouse.Text;

namespace Reporting.Api.Imports;

/// <summary>
/// An upload to import. The file is the body, or the part <c>file</c> of a form whose part <c>mapping</c> may contain a mapping.
/// The file is streamed into a temporary file; names in the upload are never used as paths.
/// </summary>
internal sealed class ImportUpload : IAsyncDisposable
{
    private const int MaxMapping = 1024 * 1024;

    // Size of a form around its file.
    private const int FormOverhead = 2 * MaxMapping;

    private readonly Stream _content = TemporaryFile.Create();
    private readonly long _maxBytes;
    private bool _hasFile;

    private ImportUpload(long maxBytes) => _maxBytes = maxBytes;

    public Stream Content => _content;

    public string? FileName { get; private set; }

    /// <summary>The name of a mapping, if the form contains one.</summary>
    public string? Mapping { get; private set; }

    public Mapping? MappingFile { get; private set; }

    /// <summary>Disables the server's size limit, because the upload checks the size itself and sends a problem.</summary>
    public static void DisableServerLimit(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }

    /// <summary>Problems: <c>file-too-large</c>, <c>no-file</c>, <c>malformed-form</c>, <c>malformed-mapping</c>, <c>named-twice</c>, <c>unknown-part</c>.</summary>
    public static async Task<Outcome<ImportUpload>> ReceiveAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        var upload = new ImportUpload(maxBytes);
        Problem? problem = null;
        try
        {
            problem = await upload.ReceiveAsync(request, cancellationToken);
            upload._content.Position = 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException && !cancellationToken.IsCancellationRequested && request.HasFormContentType)
        {
            problem = Malformed("The form is incomplete, or its headers are too long.");
        }
        finally
        {
            if (problem is { Kind: ProblemKind.TooLarge })
            {
                await UnreadBodies.DiscardAsync(request.HttpContext);
            }

            if (problem is not null || cancellationToken.IsCancellationRequested)
            {
                await upload.DisposeAsync();
            }
        }

        return problem is null ? upload : problem;
    }

    public ValueTask DisposeAsync() => _content.DisposeAsync();

    private async Task<Problem?> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > _maxBytes + FormOverhead)
        {
            return TooLarge(_maxBytes);
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return await CopyAsync(request.Body, cancellationToken) ? null : TooLarge(_maxBytes);
        }

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary);
        if (boundary.Length is 0 or > 200)
        {
            return Malformed("The form has no boundary.");
        }

        var reader = new MultipartReader(boundary.ToString(), request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (await ReadAsync(section, cancellationToken) is { } problem)
            {
                return problem;
            }
        }

        return _hasFile ? null : new Problem(ErrorCodes.NoFile, "The form has no file.", "Send the file as the part 'file': curl -F file=@activities.csv …");
    }

    private async Task<Problem?> ReadAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        var disposition = section.GetContentDispositionHeader();
        var name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).ToString();
        switch (name)
        {
            case "file" when !_hasFile:
                _hasFile = true;
                FileName = NameOf(disposition!);
                return await CopyAsync(section.Body, cancellationToken) ? null : TooLarge(_maxBytes);
            case "mapping" when Mapping is null && MappingFile is null:
                return await ReadMappingAsync(section.Body, NameOf(disposition!), cancellationToken);
            case "file" or "mapping":
                return new Problem(ErrorCodes.NamedTwice, $"The form has the part '{name}' twice.", "Send it once. Each request imports one file.");
            default:
                return new Problem(
                    ErrorCodes.UnknownPart, $"There is no part '{SafeText.Of(name)}'.",
                    NearestName.Hint(name, ["file", "mapping"], "A form has the parts file and mapping. Other options belong in the address: ?preview=true&maxRejected=10."));
        }
    }

    // Reads the name of a mapping, or its text. The id of the text is its file name, so that a later import with the same mapping can replace this one.
    private async Task<Problem?> ReadMappingAsync(Stream body, string? fileName, CancellationToken cancellationToken)
    {
        using var text = new StreamReader(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        var read = new char[MaxMapping + 1];
        int length;
        try
        {
            length = await text.ReadBlockAsync(read, cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            return new Problem(ErrorCodes.MalformedMapping, "The mapping is not UTF-8 text.", "Save it as UTF-8.");
        }

        if (length > MaxMapping)
        {
            return new Problem(ErrorCodes.MalformedMapping, "The mapping is too long.", $"Mappings have at most {MaxMapping:N0} characters.");
        }

        var mapping = new string(read, 0, length);
        if (mapping.Trim() is { Length: <= 200 } slug && Slugs.IsSlug(slug))
        {
            Mapping = slug;
            return null;
        }

        try
        {
            var id = TextRules.Broken(fileName ?? "") is null ? Slugs.Of(Path.GetFileNameWithoutExtension((fileName ?? "").Replace('\\', '/'))) : "";
            MappingFile = MappingCatalog.Parse(id.Length is > 0 and <= 100 ? id : "sent", mapping);
            return null;
        }
        catch (DefinitionException e)
        {
            return new Problem(ErrorCodes.MalformedMapping, e.Message, "Correct the mapping. docs/imports.md describes the keys.");
        }
    }

    private async Task<bool> CopyAsync(Stream from, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        var total = 0L;
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            total += read;
            if (total > _maxBytes)
            {
                return false;
            }

            await _content.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return true;
    }

    // Ignore a name in an unsupported encoding, such as UTF-7.
    private static string? NameOf(ContentDispositionHeaderValue disposition)
    {
        try
        {
            var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
            return name.Length > 0 ? name.ToString() : null;
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The problem of a file with more bytes than <c>Imports:MaxBytes</c>.</summary>
    public static Problem TooLarge(long maxBytes) => new(
        ErrorCodes.FileTooLarge, $"The file has more than {maxBytes:N0} bytes.", "Split the file, raise Imports:MaxBytes, or use the command line, which has no limit.");

    private static Problem Malformed(string message) => new(ErrorCodes.MalformedForm, message, "Send multipart/form-data with the part 'file', or the file itself as the body.");
}
