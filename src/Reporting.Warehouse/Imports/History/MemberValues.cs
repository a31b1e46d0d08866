using System.Globalization;

namespace Reporting.Warehouse.Imports.History;

/// <summary>Values of members as PastMember and ChangedMember have them.</summary>
public static class MemberValues
{
    /// <summary>The text of a value of the star, the same from every engine.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    };
}
