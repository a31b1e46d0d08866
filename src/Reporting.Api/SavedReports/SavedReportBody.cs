using System.Text;
using System.Text.Json;
using Reporting.Api.Requests;
using Reporting.Engine.Reports;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.SavedReports;

/// <summary>
/// Reads a report to save: JSON with <c>definition</c> and <c>roles</c>; or the definition alone, as JSON or YAML, with the roles in the query string.
/// </summary>
/// <param name="Text">The definition in YAML.</param>
/// <param name="Roles">Null if the request does not name any.</param>
internal sealed record SavedReportBody(string Text, IReadOnlyList<string>? Roles)
{
    private const int MaxDepth = 10;
    private const string Example = """Send an object such as {"definition": {"titles": {"en": "Partners"}, "descriptions": {"en": "…"}, "sections": [...]}, "roles": ["reader"]}, or the definition as application/yaml.""";

    private const string BareExample = """Send the keys of a report, such as {"titles": {"en": "Partners"}, "descriptions": {"en": "…"}, "sections": [...]}, or the same as application/yaml. The roles stand in the query string: ?roles=reader.""";

    public static readonly string[] YamlTypes = ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml"];

    /// <param name="isBare">True if a JSON body is the definition itself.</param>
    public static async Task<Outcome<SavedReportBody>> ReadAsync(HttpRequest request, bool isBare, CancellationToken cancellationToken)
    {
        if (request.Query.Keys.FirstOrDefault(name => name != "roles") is { } unknown)
        {
            return new Problem(ErrorCodes.UnknownParameter, $"There is no parameter '{SafeText.Of(unknown)}'.", NearestName.Hint(unknown, ["roles"], "Use roles."));
        }

        return YamlTypes.Contains(request.ContentType?.Split(';')[0].Trim(), StringComparer.OrdinalIgnoreCase)
            ? await OfYamlAsync(request, cancellationToken)
            : await OfJsonAsync(request, isBare, cancellationToken);
    }

    private static async Task<Outcome<SavedReportBody>> OfYamlAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        try
        {
            return new SavedReportBody(
                await reader.ReadToEndAsync(cancellationToken), RolesOf(request));
        }
        catch (DecoderFallbackException)
        {
            return new Problem(ErrorCodes.MalformedBody, "The body is not UTF-8.", "Send the file in UTF-8.");
        }
    }

    private static List<string>? RolesOf(HttpRequest request) =>
        request.Query.TryGetValue("roles", out var roles) ? [.. roles.SelectMany(r => r!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))] : null;

    private static async Task<Outcome<SavedReportBody>> OfJsonAsync(HttpRequest request, bool isBare, CancellationToken cancellationToken)
    {
        if (!(await JsonBody.ReadAsync(request, MaxDepth, ErrorCodes.MalformedBody, isBare ? BareExample : Example, cancellationToken)).IsValue(out var body, out var problem))
        {
            return problem;
        }

        using (body)
        {
            return isBare
                ? ReportDefinitionJson.ToYaml(body.RootElement).Then<SavedReportBody>(text => new SavedReportBody(text, RolesOf(request)))
                : Read(body.RootElement);
        }
    }

    private static Outcome<SavedReportBody> Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("definition", out var definition))
        {
            return new Problem(ErrorCodes.MalformedBody, "The body has no 'definition'.", Example);
        }

        IReadOnlyList<string>? roles = null;
        foreach (var property in body.EnumerateObject())
        {
            switch (property)
            {
                case { Name: "definition" }:
                    break;
                case { Name: "roles", Value.ValueKind: JsonValueKind.Array } when property.Value.EnumerateArray().All(r => r.ValueKind == JsonValueKind.String):
                    roles = [.. property.Value.EnumerateArray().Select(r => r.GetString()!)];
                    break;
                case { Name: "roles" }:
                    return new Problem(ErrorCodes.MalformedBody, "The value of 'roles' is not valid.", Example);
                default:
                    return new Problem(
                        ErrorCodes.UnknownParameter, $"A saved report has no '{SafeText.Of(property.Name)}'.", NearestName.Hint(property.Name, ["definition", "roles"], "Use definition and roles."));
            }
        }

        return ReportDefinitionJson.ToYaml(definition).Then<SavedReportBody>(text => new SavedReportBody(text, roles));
    }
}
