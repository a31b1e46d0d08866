using System.Text.Json;
using Reporting.Api.Reports;
using Reporting.Api.Requests;
using Reporting.Delivery.Files;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Exports;

/// <summary>Reads <c>{"report", "format", "parameters"}</c>. The parameters are those of the download; lists are arrays.</summary>
internal static class ExportBody
{
    private const int MaxDepth = 4;
    private const string Example = """Send an object such as {"report": "cooperation-by-year-and-domain", "format": "xlsx", "parameters": {"from": 2020, "domain": ["cyber-security"]}}.""";

    public static async Task<Outcome<(ReportRequest Report, string? Edition)>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync(request, MaxDepth, ErrorCodes.MalformedBody, Example, cancellationToken)).IsValue(out var body, out var problem))
        {
            return problem;
        }

        using (body)
        {
            return Read(body.RootElement);
        }
    }

    private static Outcome<(ReportRequest Report, string? Edition)> Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return Malformed("The body is not an export.", Example);
        }

        string? report = null, format = null, edition = null;
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var property in body.EnumerateObject())
        {
            switch (property)
            {
                case { Name: "report", Value.ValueKind: JsonValueKind.String }:
                    report = property.Value.GetString();
                    break;
                case { Name: "format", Value.ValueKind: JsonValueKind.String }:
                    format = property.Value.GetString();
                    break;
                case { Name: EditionRequest.Parameter, Value.ValueKind: JsonValueKind.String }:
                    edition = property.Value.GetString();
                    break;
                case { Name: EditionRequest.Parameter, Value.ValueKind: JsonValueKind.Null }:
                    break;
                case { Name: "parameters", Value.ValueKind: JsonValueKind.Object } when property.Value.EnumerateObject().All(p => JsonPairs.Add(p.Name, p.Value, pairs)):
                    break;
                case { Name: "report" or "format" or "parameters" or EditionRequest.Parameter }:
                    return Malformed($"The value of '{property.Name}' is not valid.", Example);
                default:
                    return new Problem(
                        ErrorCodes.UnknownParameter,
                        $"An export has no '{SafeText.Of(property.Name)}'.",
                        NearestName.Hint(property.Name, ["report", "format", "parameters", EditionRequest.Parameter], "Use report, format, parameters and edition."));
            }
        }

        return report is null || format is null ? Malformed("An export needs a report and a format.", Example) : (ReportRequests.Of(report, format, pairs), edition);
    }

    private static Problem Malformed(string message, string hint) => new(ErrorCodes.MalformedBody, message, hint);
}
