using System.Text.Json;

namespace Reporting.Warehouse.Text;

/// <summary>Values of enumerations as words, such as <c>assume-sent</c>, in bodies, files and databases.</summary>
public static class EnumWord
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>Null for an unknown word.</summary>
    public static T? Find<T>(string? word)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => Of(value) == word).Select(value => (T?)value).FirstOrDefault();
}
