namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>A list of texts that may be written as one text alone.</summary>
internal sealed class OneOrMore(IEnumerable<string> texts) : List<string>(texts)
{
    public OneOrMore()
        : this([])
    {
    }
}
