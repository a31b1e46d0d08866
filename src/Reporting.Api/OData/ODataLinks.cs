using System.Globalization;

namespace Reporting.Api.OData;

/// <summary>Addresses within answers.</summary>
internal static class ODataLinks
{
    private static readonly string[] Replaced = [ODataUrl.KeyOption, "$skip", "$skiptoken", "$top"];

    /// <summary>The rest of the rows: every other option as it was written, $top less by what was sent, and never the key.</summary>
    public static string Next(ODataQuery question, string root, IReadOnlyList<object?> mark)
    {
        var options = question.Url.Options.Where(o => !Replaced.Contains(o.Name)).Select(o => o.Raw).ToList();
        if (question.Top is { } top)
        {
            options.Add("$top=" + (top - question.Page!.Value).ToString(CultureInfo.InvariantCulture));
        }

        options.Add("$skiptoken=" + SkipToken.Write(mark));
        return $"{root}/{question.Url.Path}?{string.Join('&', options)}";
    }
}
