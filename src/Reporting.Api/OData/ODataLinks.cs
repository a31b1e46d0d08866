using System.Globalization;

namespace Reporting.Api.OData;

/// <summary>Writes the links of responses.</summary>
internal static class ODataLinks
{
    private static readonly string[] Replaced = [ODataUrl.KeyOption, "$skip", "$skiptoken", "$top"];

    /// <summary>The link to the next page. It keeps other options as written, reduces $top by the rows already sent, and omits the API key.</summary>
    public static string Next(ODataQuery query, string root, IReadOnlyList<object?> position)
    {
        var options = query.Url.Options.Where(o => !Replaced.Contains(o.Name)).Select(o => o.Raw).ToList();
        if (query.Top is { } top)
        {
            options.Add("$top=" + (top - query.Page!.Value).ToString(CultureInfo.InvariantCulture));
        }

        options.Add("$skiptoken=" + SkipToken.Write(position));
        return $"{root}/{query.Url.Path}?{string.Join('&', options)}";
    }
}
