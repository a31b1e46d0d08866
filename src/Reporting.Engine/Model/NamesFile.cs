namespace Reporting.Engine.Model;

/// <summary>The keys of reports/model/names.yml: names of members in languages that the data lack.</summary>
internal sealed class NamesFile
{
    public required List<Entry> Names { get; set; }

    internal sealed class Entry
    {
        public required List<string> Dimensions { get; set; }

        public required Dictionary<string, Dictionary<string, string>> Members { get; set; }
    }
}
