using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>The values of a YAML text with their places. The library's nodes of lists and mappings do not know where they end.</summary>
internal sealed class YamlPositions
{
    private readonly Dictionary<long, Mark> _ends;

    private YamlPositions(YamlMappingNode root, Dictionary<long, Mark> ends) => (Root, _ends) = (root, ends);

    public YamlMappingNode Root { get; }

    /// <summary>Null for a text that is no YAML with keys.</summary>
    public static YamlPositions? TryRead(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root ? new YamlPositions(root, EndsOf(text)) : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    public static YamlNode? Child(YamlMappingNode node, string key) => KeyOf(node, key) is { } found ? node.Children[found] : null;

    public static YamlScalarNode? KeyOf(YamlMappingNode node, string key) => node.Children.Keys.OfType<YamlScalarNode>().FirstOrDefault(k => k.Value == key);

    /// <summary>The index after the last character of a value.</summary>
    public int EndOf(YamlNode node) => node is not YamlScalarNode && _ends.TryGetValue(node.Start.Index, out var bracket) ? (int)bracket.Index + 1 : (int)node.End.Index;

    /// <summary>The place of a value in one piece. Null for values in blocks, which are changed as YAML only.</summary>
    public Range? SpanOf(YamlNode node) => node is YamlScalarNode { Style: not (ScalarStyle.Literal or ScalarStyle.Folded) } or YamlMappingNode { Style: MappingStyle.Flow } or YamlSequenceNode { Style: SequenceStyle.Flow }
        ? (int)node.Start.Index..EndOf(node)
        : null;

    /// <summary>The last line of a value. The end of a block is where the next one begins, so its last value counts.</summary>
    public int EndLine(YamlNode node) => node switch
    {
        YamlMappingNode { Style: not MappingStyle.Flow, Children.Count: > 0 } keys => keys.Children.Max(c => EndLine(c.Value)),
        YamlSequenceNode { Style: not SequenceStyle.Flow, Children.Count: > 0 } list => list.Children.Max(EndLine),
        YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded } => (int)node.End.Line - 1,
        not YamlScalarNode when _ends.TryGetValue(node.Start.Index, out var bracket) => (int)bracket.Line,
        _ => (int)node.End.Line,
    };

    // The closing brackets of lists and mappings, by their starts.
    private static Dictionary<long, Mark> EndsOf(string text)
    {
        var parser = new Parser(new StringReader(text));
        var (ends, open) = (new Dictionary<long, Mark>(), new Stack<(long Start, bool IsFlow)>());
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case SequenceStart start:
                    open.Push((start.Start.Index, start.Style == SequenceStyle.Flow));
                    break;
                case MappingStart start:
                    open.Push((start.Start.Index, start.Style == MappingStyle.Flow));
                    break;
                case SequenceEnd or MappingEnd when open.Pop() is { IsFlow: true } closed:
                    ends[closed.Start] = parser.Current.End;
                    break;
            }
        }

        return ends;
    }
}
