using System.Text;
using System.Text.Json;

namespace Reporting.Api.Settings;

/// <summary>In which line of a settings file each setting stands.</summary>
internal static class SettingsFile
{
    /// <summary>Every setting of the text with its line, in the order of the text, repeated ones as often as they stand there. What is no JSON throws <see cref="JsonException"/>.</summary>
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
                    // A value, or the end of one: its name is done.
                    path.TryPop(out _);
                    break;
            }

            if (reader.TokenType == JsonTokenType.StartArray)
            {
                // Settings of ours are no lists.
                reader.Skip();
                path.TryPop(out _);
            }
        }

        return found;
    }

    /// <summary>The line in which the setting, or one that begins with it, stands last (that one counts); null where it does not.</summary>
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
