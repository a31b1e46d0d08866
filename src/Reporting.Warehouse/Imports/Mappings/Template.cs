using System.Text;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>
/// A text with placeholders: <c>{course} in {place}</c>. A part in square brackets is left out when a value in it is missing. If all values are missing,
/// so is the template. <c>{{</c>, <c>}}</c>, <c>[[</c> and <c>]]</c> are literal characters.
/// </summary>
internal sealed class Template
{
    private readonly List<Part> _parts = [];

    private Template()
    {
    }

    /// <summary>Names of the placeholders, in the order of the text.</summary>
    public IEnumerable<string> Names => _parts.Where(p => p.Name is not null).Select(p => p.Name!);

    /// <summary>The name, if the template is a single placeholder.</summary>
    public string? Only => _parts is [{ Name: { } only }] ? only : null;

    public static string? Error(string text)
    {
        try
        {
            Parse(text);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    public static Template Parse(string text)
    {
        var template = new Template();
        var literal = new StringBuilder();
        var group = 0;
        var groups = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '{' or '}' or '[' or ']' && i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
                continue;
            }

            if (c is not ('{' or '[' or ']' or '}'))
            {
                literal.Append(c);
                continue;
            }

            if (literal.Length > 0)
            {
                template._parts.Add(new Part(literal.ToString(), null, group));
                literal.Clear();
            }

            switch (c)
            {
                case '{':
                    var end = text.IndexOf('}', i);
                    if (end <= i + 1)
                    {
                        throw new FormatException($"'{text}' has an empty brace, or one without a closing brace.");
                    }

                    template._parts.Add(new Part("", text[(i + 1)..end].Trim(), group));
                    i = end;
                    break;
                case '[' when group == 0:
                    group = ++groups;
                    break;
                case ']' when group > 0:
                    group = 0;
                    break;
                default:
                    throw new FormatException($"'{text}' has a bracket or brace without its counterpart.");
            }
        }

        if (group > 0)
        {
            throw new FormatException($"'{text}' has a bracket without a closing bracket.");
        }

        if (literal.Length > 0)
        {
            template._parts.Add(new Part(literal.ToString(), null, 0));
        }

        return template;
    }

    /// <summary>The filled text; empty when every value is.</summary>
    public string Fill(Func<string, string> value)
    {
        if (_parts is [{ Name: { } only }])
        {
            return value(only);
        }

        var values = _parts.ConvertAll(part => part.Name is null ? part.Text : value(part.Name));
        var named = Enumerable.Range(0, _parts.Count).Where(i => _parts[i].Name is not null).ToList();
        if (named.Count > 0 && named.TrueForAll(i => values[i].Length == 0))
        {
            return "";
        }

        var left = named.Where(i => values[i].Length == 0 && _parts[i].Group > 0).Select(i => _parts[i].Group).ToHashSet();
        return string.Concat(Enumerable.Range(0, _parts.Count).Where(i => !left.Contains(_parts[i].Group)).Select(i => values[i])).Trim();
    }

    private sealed record Part(string Text, string? Name, int Group);
}
