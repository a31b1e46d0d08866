using Microsoft.Net.Http.Headers;
using Reporting.Api.Access.Identity;
using Reporting.Rendering.Columns;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Responses;

/// <summary>Reads whether a request asks for columns instead of JSON: by <c>format</c> in the address, else by the Accept header.</summary>
internal static class ColumnRequests
{
    public const string Parameter = "format";

    private const string Json = "json";
    private const string MediaTypes = "vnd.apache";

    /// <summary>Reads the format; null for JSON.</summary>
    public static bool TryReadFormat(this HttpRequest request, out ColumnFormat? format, out Problem problem)
    {
        (format, problem) = (null, null!);
        // Most requests ask for JSON, so look at the texts first.
        if (request.QueryString.Value?.Contains(Parameter, StringComparison.Ordinal) == true && request.Query.TryGetValue(Parameter, out var values))
        {
            if (values.Count > 1)
            {
                problem = new Problem(ErrorCodes.NamedTwice, $"'{Parameter}' is given twice.", "Give it once.");
                return false;
            }

            format = ColumnFormat.Find(values[0]);
            if (format is null && values[0] != Json)
            {
                IReadOnlyList<string> known = [Json, .. ColumnFormat.All.Select(f => f.Id)];
                problem = new Problem(ErrorCodes.UnknownFormat, $"There is no format '{SafeText.Of(values[0] ?? string.Empty)}' here.", NearestName.Hint(values[0] ?? string.Empty, known, $"Available formats: {string.Join(", ", known)}."));
                return false;
            }

            return true;
        }

        format = OfAccept(request);
        return true;
    }

    /// <summary>The query string without the format.</summary>
    public static IEnumerable<KeyValuePair<string, string>> PairsBesideFormat(this HttpRequest request) => request.Pairs().Where(p => p.Key != Parameter);

    // A format of columns must be named and preferred: */* is JSON.
    private static ColumnFormat? OfAccept(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || !accept.ToString().Contains(MediaTypes, StringComparison.OrdinalIgnoreCase) || !MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var ranges))
        {
            return null;
        }

        var json = ranges.Where(r => r.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)).Max(r => (double?)(r.Quality ?? 1)) ?? 0;
        return ranges.Select(r => (Quality: r.Quality ?? 1, Format: ColumnFormat.All.FirstOrDefault(f => r.MediaType.Equals(f.ContentType, StringComparison.OrdinalIgnoreCase))))
            .Where(r => r.Format is not null && r.Quality > 0 && r.Quality >= json).OrderByDescending(r => r.Quality).FirstOrDefault().Format;
    }
}

/// <summary>Marks an endpoint that also answers as columns.</summary>
internal sealed record AnswersInColumns;
