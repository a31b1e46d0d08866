using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using static Reporting.Warehouse.Imports.Suggestions.YamlPositions;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>
/// The text of a mapping that a form changes value by value. Comments and keys that the form does not know stay as they are. A path names keys and positions of
/// lists: <c>participants</c>, <c>0</c>, <c>from</c>.
/// </summary>
public sealed class MappingDocument
{
    private const string From = "from";

    private YamlPositions _yaml;

    private MappingDocument(string text, YamlPositions yaml) => (Text, _yaml) = (text, yaml);

    public string Text { get; private set; }

    private YamlMappingNode Root => _yaml.Root;

    /// <summary>Null for a text that is no YAML with keys.</summary>
    public static MappingDocument? TryRead(string text)
    {
        text = text.ReplaceLineEndings("\n");
        return YamlPositions.TryRead(text) is { } yaml ? new MappingDocument(text, yaml) : null;
    }

    /// <summary>A column as a value of a mapping: its name in braces.</summary>
    public static string Template(string column) => $"{{{column.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)}}}";

    /// <summary>The text of a value: a plain one, or its <c>from</c>. Null if there is none, or if it has another form.</summary>
    public string? Value(params ReadOnlySpan<string> path) => Find(path) switch
    {
        YamlScalarNode scalar => scalar.Value,
        YamlMappingNode keys when Child(keys, From) is YamlScalarNode scalar => scalar.Value,
        YamlSequenceNode list when list.Children.Count > 0 && list.Children.All(item => item is YamlScalarNode) => string.Join(", ", list.Children.Select(item => ((YamlScalarNode)item).Value)),
        _ => null,
    };

    /// <summary>True if the path has a value of a form that <see cref="Value"/> does not show.</summary>
    public bool IsComplex(params ReadOnlySpan<string> path) => Find(path) is not null && Value(path) is null;

    /// <summary>The YAML of a value; null without one.</summary>
    public string? Written(params ReadOnlySpan<string> path) => Find(path) is { } node && _yaml.SpanOf(node) is { } span ? Text[span] : null;

    /// <summary>The comment at the end of the line of a value; null without one.</summary>
    public string? NoteOf(params ReadOnlySpan<string> path)
    {
        if (Find(path) is not { } node)
        {
            return null;
        }

        var end = _yaml.EndOf(node);
        var line = Text[Math.Min(end, Text.Length)..LineEnd(Math.Min(end, Text.Length))];
        return line.IndexOf('#', StringComparison.Ordinal) is >= 0 and var mark ? line[(mark + 1)..].Trim() : null;
    }

    /// <summary>The number of entries of a list.</summary>
    public int Count(string list) => Find([list]) is YamlSequenceNode found ? found.Children.Count : 0;

    /// <summary>Sets the text of a value, or removes it if the text is empty. A value with further keys keeps them.</summary>
    public void Set(string text, params ReadOnlySpan<string> path)
    {
        if (Find(path) is { } node)
        {
            if (text.Length == 0)
            {
                Remove(path);
                return;
            }

            Replace(node is YamlMappingNode keys && Child(keys, From) is YamlScalarNode from ? from : node, SuggestedText.Quoted(text));
        }
        else if (text.Length > 0)
        {
            Insert(path, SuggestedText.Quoted(text));
        }
    }

    /// <summary>Sets a list of texts, or removes it if it is empty.</summary>
    public void SetList(IReadOnlyList<string> texts, params ReadOnlySpan<string> path)
    {
        var yaml = $"[{string.Join(", ", texts.Select(SuggestedText.Quoted))}]";
        if (texts.Count == 0)
        {
            if (Find(path) is not null)
            {
                Remove(path);
            }
        }
        else if (Find(path) is { } node)
        {
            Replace(node, yaml);
        }
        else
        {
            Insert(path, yaml);
        }
    }

    /// <summary>Adds an entry to a list of rules.</summary>
    public void Add(string list, IReadOnlyList<(string Key, string Text)> keys)
    {
        string Item(string indent) => string.Concat(keys.Select((k, i) => $"{indent}{(i == 0 ? "- " : "  ")}{k.Key}: {SuggestedText.Quoted(k.Text)}\n"));
        if (Find([list]) is YamlSequenceNode { Style: not SequenceStyle.Flow, Children.Count: > 0 } found)
        {
            InsertLines(_yaml.EndLine(found.Children[^1]), Item(new string(' ', (int)found.Children[^1].Start.Column - 3)));
        }
        else if (Find([list]) is null)
        {
            Change($"{Text.TrimEnd('\n')}\n{list}:\n{Item("  ")}");
        }
    }

    /// <summary>Removes an entry of a list of rules, and the list with its last entry.</summary>
    public void RemoveEntry(string list, int index)
    {
        if (Find([list]) is not YamlSequenceNode { Style: not SequenceStyle.Flow } found || index >= found.Children.Count)
        {
            return;
        }

        var entry = found.Children[index];
        var first = found.Children.Count == 1 ? (int)KeyOf(Root, list)!.Start.Line : (int)entry.Start.Line;
        RemoveLines(first, _yaml.EndLine(entry));
    }

    private void Remove(ReadOnlySpan<string> path)
    {
        var (parent, node) = ((YamlMappingNode)Find(path[..^1])!, Find(path)!);
        var key = KeyOf(parent, path[^1])!;
        if (parent.Style == MappingStyle.Flow)
        {
            // With the comma on one side.
            var (start, end) = ((int)key.Start.Index, _yaml.EndOf(node));
            var after = Text[end..].TrimStart();
            if (after.StartsWith(','))
            {
                end = Text.Length - after.Length + 1;
                end += Text[end] == ' ' ? 1 : 0;
            }
            else
            {
                start = Text.LastIndexOf(',', start) is >= 0 and var comma ? comma : start;
            }

            Change(Text[..start] + Text[end..]);
        }
        else if (key.Start.Line > 1 && Text[..(int)key.Start.Index].Split('\n')[^1].TrimStart().StartsWith('-'))
        {
            // The first key of a list entry stands beside the hyphen, where the next key moves.
            var next = parent.Children.Keys.SkipWhile(k => k != key).Skip(1).FirstOrDefault();
            if (next is not null)
            {
                Change(Text[..(int)key.Start.Index] + Text[(int)next.Start.Index..]);
            }
        }
        else
        {
            RemoveLines((int)key.Start.Line, _yaml.EndLine(node));
        }
    }

    private void Insert(ReadOnlySpan<string> path, string yaml)
    {
        var parent = path.Length == 1 ? Root : Find(path[..^1]);
        if (parent is YamlScalarNode plain)
        {
            // A plain value gets its first further key.
            Replace(plain, $"{{{From}: {SuggestedText.Quoted(plain.Value ?? "")}, {path[^1]}: {yaml}}}");
        }
        else if (parent is YamlMappingNode { Style: MappingStyle.Flow } flow)
        {
            var end = _yaml.EndOf(flow) - 1;
            Change($"{Text[..end]}{(flow.Children.Count == 0 ? "" : ", ")}{path[^1]}: {yaml}{Text[end..]}");
        }
        else if (parent is YamlMappingNode { Children.Count: > 0 } block)
        {
            // After the first key, whose lines are known.
            var first = block.Children.First();
            InsertLines(_yaml.EndLine(first.Value), $"{new string(' ', (int)first.Key.Start.Column - 1)}{path[^1]}: {yaml}\n");
        }
    }

    // The comment of a changed line explains the old value.
    private void Replace(YamlNode node, string yaml)
    {
        if (_yaml.SpanOf(node) is not { } span)
        {
            return;
        }

        var end = span.End.Value;
        var rest = Text[end..LineEnd(end)];
        var mark = rest.IndexOf("  #", StringComparison.Ordinal);
        Change(Text[..span.Start.Value] + yaml + (mark < 0 ? rest : rest[..mark]) + Text[LineEnd(end)..]);
    }

    private void InsertLines(int afterLine, string lines)
    {
        var all = Text.Split('\n').ToList();
        all.InsertRange(Math.Min(afterLine, all.Count), lines.TrimEnd('\n').Split('\n'));
        Change(string.Join('\n', all));
    }

    private void RemoveLines(int first, int last)
    {
        var all = Text.Split('\n').ToList();
        all.RemoveRange(first - 1, Math.Min(last, all.Count) - first + 1);
        Change(string.Join('\n', all));
    }

    // A change that would break the text is not made.
    private void Change(string text)
    {
        if (YamlPositions.TryRead(text) is { } yaml)
        {
            (Text, _yaml) = (text, yaml);
        }
    }

    private YamlNode? Find(ReadOnlySpan<string> path)
    {
        YamlNode? node = Root;
        foreach (var step in path)
        {
            node = node switch
            {
                YamlMappingNode keys => Child(keys, step),
                YamlSequenceNode list when int.TryParse(step, out var index) && index >= 0 && index < list.Children.Count => list.Children[index],
                _ => null,
            };
        }

        return node;
    }

    private int LineEnd(int from) => Text.IndexOf('\n', from) is >= 0 and var end ? end : Text.Length;
}
