using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Reporting.Api.OData;

/// <summary>Reads the header Prefer (RFC 7240). Unknown preferences are ignored, as the standard requires.</summary>
internal static class ODataPreferences
{
    public const string PageSize = "odata.maxpagesize";

    public static int? MaxPageSize(StringValues prefer)
    {
        foreach (var preference in prefer.OfType<string>().SelectMany(p => p.Split(',', ';')))
        {
            var (name, value) = preference.Split('=', 2) is [var n, var v] ? (n.Trim(), v.Trim().Trim('"')) : (preference, string.Empty);
            if (name.ToLowerInvariant() is PageSize or "maxpagesize" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows > 0)
            {
                return rows;
            }
        }

        return null;
    }
}
