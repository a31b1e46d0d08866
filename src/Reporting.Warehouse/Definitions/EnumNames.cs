using System.Text.RegularExpressions;

namespace Reporting.Warehouse.Definitions;

/// <summary>Names of enumerations as written in definitions: <c>StackedColumn</c> is <c>stacked_column</c>.</summary>
public static partial class EnumNames
{
    public static string Of<T>(T value)
        where T : struct, Enum => WordStart().Replace(value.ToString(), "_").ToLowerInvariant();

    public static T? Parse<T>(string text)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => Of(v) == text.Replace('-', '_')).Select(v => (T?)v).FirstOrDefault();

    public static string All<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(v => Of(v)));

    [GeneratedRegex("(?<!^)(?=[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WordStart();
}
