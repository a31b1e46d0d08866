using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Reporting.Warehouse.Imports.Suggestions;

/// <summary>Finds values in the text of a YAML file.</summary>
internal static class YamlPositions
{
    public static YamlMappingNode? RootOf(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1 ? stream.Documents[0].RootNode as YamlMappingNode : null;
        }
        catch (YamlException)
        {
            return null;
        }
    }

    public static YamlNode? Child(YamlMappingNode node, string key) => KeyOf(node, key) is { } found ? node.Children[found] : null;

    public static YamlScalarNode? KeyOf(YamlMappingNode node, string key) => node.Children.Keys.OfType<YamlScalarNode>().FirstOrDefault(k => k.Value == key);

    // The place of a value in one piece. Values in blocks are changed as YAML only.
    public static Range? SpanOf(YamlNode node) => node is YamlScalarNode { Style: not (ScalarStyle.Literal or ScalarStyle.Folded) } or YamlMappingNode { Style: MappingStyle.Flow } or YamlSequenceNode { Style: SequenceStyle.Flow }
        ? (int)node.Start.Index..(int)node.End.Index
        : null;

    // The last line of a node. The end of a block is where the next one begins, so its last value counts.
    public static int EndLine(YamlNode node) => node switch
    {
        YamlMappingNode { Style: not MappingStyle.Flow, Children.Count: > 0 } keys => keys.Children.Max(c => EndLine(c.Value)),
        YamlSequenceNode { Style: not SequenceStyle.Flow, Children.Count: > 0 } list => list.Children.Max(EndLine),
        YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded } => (int)node.End.Line - 1,
        _ => (int)node.End.Line,
    };
}
