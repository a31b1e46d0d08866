using System.Text;
using System.Text.Json;

namespace Reporting.Api.Settings;

/// <summary>Finds the lines of settings in a settings file.</summary>
internal static class SettingsFile
{
    /// <summary>All settings of the text with their lines, in order and including duplicates. Throws <see cref="JsonException"/> for invalid JSON.</summary>
    public static IReadOnlyList<(string Name, int Line)> Lines(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var found = new List<(string, int)>();
        var path = new Stack<string>();
        var (line, counted) = (1, 0);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var start = (int)reader.TokenStartIndex;
                    line += utf8.AsSpan(counted, start - counted).Count((byte)'\n');
                    counted = start;
                    path.Push(path.TryPeek(out var outer) && outer.Length > 0 ? $"{outer}:{reader.GetString()}" : reader.GetString()!);
                    found.Add((path.Peek(), line));
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    break;
                default:
                    // The value of the current name ends here.
                    path.TryPop(out _);
                    break;
            }

            if (reader.TokenType == JsonTokenType.StartArray)
            {
                // No setting is a list.
                reader.Skip();
                path.TryPop(out _);
            }
        }

        return found;
    }

    /// <summary>The last line with the setting, which is the effective one; null if the file does not contain it.</summary>
    public static int? LineOf(string path, string setting)
    {
        try
        {
            var lines = Lines(File.ReadAllText(path)).Where(l => l.Name.Equals(setting, StringComparison.OrdinalIgnoreCase)).ToList();
            return lines.Count == 0 ? null : lines[^1].Line;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
