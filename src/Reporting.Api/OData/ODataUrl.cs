using Microsoft.AspNetCore.Http.Features;
using Reporting.Api.Requests;
using Reporting.Warehouse.Problems;
using static Reporting.Api.OData.ODataQueryException;

namespace Reporting.Api.OData;

/// <summary>A URL under /odata as the client sent it: the escaped path after /odata, and the query options in order.</summary>
internal sealed record ODataUrl(string Path, IReadOnlyList<ODataUrlOption> Options)
{
    /// <summary>The API key, for tools that can send it only in the query string.</summary>
    public const string KeyOption = "key";

    private const string MeasuresSegment = "measures/";
    private const string SinceSegment = "since/";
    private const int MaxMeasures = 20;
    private const int MaxOption = 2_000;
    private const int MaxSkipToken = 8_000;
    private const int MaxNesting = 50;
    private const string SkipToken = "$skiptoken";
    private const string Root = "/odata";

    private static readonly string[] Known = ["$filter", "$select", "$expand", "$orderby", "$top", "$skip", SkipToken, "$count", "$search", "$apply", "$format"];
    private static readonly string[] Defined = ["$compute", "$deltatoken", "$id", "$index", "$schemaversion", "$levels", "$inlinecount"];

    /// <summary>Measures that the aggregated sets have in addition to their own: /odata/measures/people.change,amount_usd.rolling(3)/ByYear.</summary>
    public IReadOnlyList<string> Measures { get; private init; } = [];

    /// <summary>Since when the set of changes tells them, as written: /odata/since/2025-final/Changes. Null for an address without that set.</summary>
    public string? Since { get; private init; }

    /// <summary>The part of the address between /odata and the path; it keeps the edition, the beginning of changes and the measures.</summary>
    public string Prefix => (Edition is null ? string.Empty : EditionRequest.AddressOf(Edition)) + (Since is null ? string.Empty : "/" + SinceSegment + Uri.EscapeDataString(Since)) + (Measures.Count == 0 ? string.Empty : "/" + MeasuresSegment + string.Join(',', Measures.Select(Uri.EscapeDataString)));

    /// <summary>The edition that the address names; null for today's data.</summary>
    public string? Edition { get; private init; }

    public string? this[string name] => Options.FirstOrDefault(o => o.Name == name)?.Value;

    public static ODataUrl Of(HttpRequest request)
    {
        var resource = Resource(request);
        if (resource.Length > MaxOption)
        {
            throw TooComplex($"The path has more than {MaxOption} characters.");
        }

        Check("The path", Uri.UnescapeDataString(resource));
        var (since, rest) = Split(resource, SinceSegment);
        var (named, path) = Split(rest, MeasuresSegment);
        var measures = named is null ? [] : MeasuresOf(named);
        return new ODataUrl(path, [.. Read(request.QueryString.Value)]) { Since = since, Measures = measures, Edition = EditionRequest.Of(request.HttpContext)?.Id };
    }

    // since/3/Changes has the path Changes, and measures/people.change/ByYear the path ByYear.
    private static (string? Value, string Path) Split(string resource, string segment)
    {
        if (!resource.StartsWith(segment, StringComparison.Ordinal))
        {
            return (null, resource);
        }

        var parts = resource[segment.Length..].Split('/', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length == 1 ? string.Empty : parts[1].TrimStart('/'));
    }

    private static string[] MeasuresOf(string segment)
    {
        var names = segment.Split(',', StringSplitOptions.TrimEntries);
        return names.Contains(string.Empty) ? throw new ODataQueryException(new Problem(ErrorCodes.EmptyValue, "The list of measures in the address has an empty value.", "Write measures separated by single commas: /odata/measures/people.change,headcount.share/ByYear."))
            : names.Length > MaxMeasures ? throw TooComplex($"The address names more than {MaxMeasures} measures.")
            : names.Distinct(StringComparer.Ordinal).Count() < names.Length ? throw new ODataQueryException(new Problem(ErrorCodes.NamedTwice, "The address names a measure twice.", "Name each measure once."))
            : names;
    }

    // A proxy may have removed the public prefix, or may send the whole address.
    private static string Resource(HttpRequest request)
    {
        var path = (request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? string.Empty).Split('?', 2)[0];
        if (!path.StartsWith('/') && path.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            path = path.IndexOf('/', scheme + 3) is >= 0 and var start ? path[start..] : string.Empty;
        }

        var prefix = request.PathBase.ToUriComponent();
        if (path.StartsWith(prefix + Root, StringComparison.OrdinalIgnoreCase))
        {
            path = path[prefix.Length..];
        }

        path = path.StartsWith(Root, StringComparison.OrdinalIgnoreCase) ? path[Root.Length..] : string.Empty;
        return (EditionRequest.Of(request.HttpContext) is { } asked && path.StartsWith(EditionRequest.AddressOf(asked.Id), StringComparison.OrdinalIgnoreCase) ? path[EditionRequest.AddressOf(asked.Id).Length..] : path).TrimStart('/');
    }

    private static IEnumerable<ODataUrlOption> Read(string? query)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var pair in (query ?? string.Empty).TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (rawName, rawValue) = pair.Split('=', 2) is [var n, var v] ? (n, v) : (pair, string.Empty);
            var option = new ODataUrlOption(Unescaped(rawName), Unescaped(rawValue), pair);
            var name = SafeText.Of(option.Name);
            CheckName(option.Name);
            if (!seen.Add(option.Name))
            {
                throw new ODataQueryException(new Problem(ErrorCodes.NamedTwice, $"The query option '{name}' appears twice.", "Send each query option once."));
            }

            if (option.Value.Length > (option.Name == SkipToken ? MaxSkipToken : MaxOption))
            {
                throw new ODataQueryException(new Problem(
                    ErrorCodes.ValueTooLong, $"'{name}' has {option.Value.Length} characters.", $"The maximum is {MaxOption}. Split the query in two."));
            }

            Check($"'{name}'", option.Value);
            yield return option;
        }
    }

    private static void CheckName(string name)
    {
        if (Known.Contains(name) || name == KeyOption || (name.Length > 1 && name[0] == '@'))
        {
            return;
        }

        if (Defined.Contains(name))
        {
            throw Unsupported($"The query option {name}");
        }

        throw new ODataQueryException(new Problem(
            ErrorCodes.UnknownParameter,
            $"There is no query option '{SafeText.Of(name)}' here.",
            NearestName.Hint(name.StartsWith('$') ? name : "$" + name, Known, "The query options are: " + string.Join(", ", Known) + ".")));
    }

    // Refuse text that databases do not accept, and deep nesting, before any work.
    private static void Check(string what, string text)
    {
        var (depth, quoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if ((char.IsControl(c) && c is not ('\t' or '\r' or '\n')) || c is '\uFFFE' or '\uFFFF' or '\uFFFD' or (>= '\uFDD0' and <= '\uFDEF') || (char.IsSurrogate(c) && !SkipSurrogatePair(text, ref i)))
            {
                throw new ODataQueryException(new Problem(ErrorCodes.MalformedText, $"{what} contains control characters or invalid Unicode.", "Send plain Unicode text."));
            }

            quoted ^= c == '\'';
            depth += quoted ? 0 : c switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            if (depth > MaxNesting)
            {
                throw TooComplex($"{what} is nested more than {MaxNesting} levels deep.");
            }
        }
    }

    private static bool SkipSurrogatePair(string text, ref int i) => i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i]);

    private static string Unescaped(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

/// <summary>A query option, and its original text.</summary>
internal sealed record ODataUrlOption(string Name, string Value, string Raw);
