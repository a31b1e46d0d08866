using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.OData;

/// <summary>The format of a response: its level of metadata, and how it writes large numbers.</summary>
internal sealed record ODataFormat(ODataMetadata Metadata, bool IsIeee754)
{
    private static readonly ODataFormat Default = new(ODataMetadata.Minimal, false);

    public string ContentType =>
        $"application/json;odata.metadata={Metadata.ToString().ToLowerInvariant()};odata.streaming=true;{(IsIeee754 ? "IEEE754Compatible=true;" : string.Empty)}charset=utf-8";

    public static Outcome<ODataFormat> Of(HttpRequest request, ODataUrl url)
    {
        var ranges = Ranges(request.Headers.Accept, url["$format"]);
        if (ranges is null)
        {
            return Default;
        }

        foreach (var range in ranges)
        {
            if (range.MatchesAllTypes || (range.MatchesAllSubTypes && range.Type == "application"))
            {
                return Default;
            }

            if (range.MediaType == "application/json" && Of(range) is { } format)
            {
                return format;
            }
        }

        return new Problem(ErrorCodes.NotAcceptable, "No media type in Accept or $format is supported.", "Send Accept: application/json, or omit the header.");
    }

    /// <summary>The format of $metadata: XML, unless the client accepts only JSON. Null if the client accepts neither.</summary>
    public static bool? IsXml(HttpRequest request, ODataUrl url)
    {
        var ranges = Ranges(request.Headers.Accept, url["$format"]);
        if (ranges is null || ranges.Exists(r => r.MatchesAllTypes || r.MediaType == "application/xml" || (r.MatchesAllSubTypes && r.Type == "application")))
        {
            return true;
        }

        return ranges.Exists(r => r.MediaType == "application/json") ? false : null;
    }

    // The accepted types by quality; null if the request names none. $format overrides Accept.
    private static List<MediaTypeHeaderValue>? Ranges(StringValues accept, string? format)
    {
        StringValues accepted = format switch { null => accept, "json" => "application/json", "xml" => "application/xml", _ => format };
        return accepted.Count == 0 || !MediaTypeHeaderValue.TryParseList([.. accepted.OfType<string>()], out var ranges)
            ? format is null ? null : []
            : [.. ranges.Where(r => r.Quality is not 0).OrderByDescending(r => r.Quality ?? 1)];
    }

    private static ODataFormat? Of(MediaTypeHeaderValue range)
    {
        var (metadata, isIeee) = (ODataMetadata.Minimal, false);
        foreach (var parameter in range.Parameters)
        {
            var value = parameter.Value.Value?.Trim('"').ToLowerInvariant();
            switch (parameter.Name.Value?.ToLowerInvariant())
            {
                case "odata.metadata" or "metadata":
                    if (!Enum.TryParse(value, ignoreCase: true, out metadata) || int.TryParse(value, out _))
                    {
                        return null;
                    }

                    break;
                case "odata" when value == "verbose":
                    return null;
                case "ieee754compatible":
                    isIeee = value == "true";
                    break;
            }
        }

        return new ODataFormat(metadata, isIeee);
    }
}

/// <summary>The level of metadata in a response.</summary>
internal enum ODataMetadata
{
    Minimal,
    None,
    Full,
}
