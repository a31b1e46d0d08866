using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>Reads the short forms of a mapping: a value as a plain text, and a list as its only text.</summary>
internal sealed class MappingYaml : IYamlTypeConverter
{
    public bool Accepts(Type type) => type == typeof(MappingKeys.ValueKeys) || type == typeof(OneOrMore);

    public object? ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return type == typeof(OneOrMore) ? new OneOrMore([scalar.Value]) : new MappingKeys.ValueKeys { From = scalar.Value };
        }

        return type == typeof(OneOrMore) ? new OneOrMore((List<string>)rootDeserializer(typeof(List<string>))!) : rootDeserializer(typeof(WrittenValue));
    }

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) => throw new NotSupportedException("Mappings are read only.");

    /// <summary>The same keys in a type that this converter does not handle, which prevents recursion.</summary>
    private sealed class WrittenValue : MappingKeys.ValueKeys;
}

/// <summary>A list of texts that may be written as one plain text.</summary>
internal sealed class OneOrMore(IEnumerable<string> texts) : List<string>(texts)
{
    public OneOrMore()
        : this([])
    {
    }
}
