namespace Reporting.Engine.Model;

/// <summary>The keys of reports/model/engagements.yml.</summary>
internal sealed class ModelFile
{
    public required List<DimensionEntry> Dimensions { get; set; }

    public required List<MeasureEntry> Measures { get; set; }

    internal sealed class DimensionEntry
    {
        public required string Id { get; set; }

        public string? Attribute { get; set; }

        public string? Starts { get; set; }

        public string? Groups { get; set; }

        public string? Others { get; set; }

        public string? Bands { get; set; }

        public List<string> Ranges { get; set; } = [];

        public string? Parent { get; set; }

        public required Dictionary<string, string> Captions { get; set; }

        public Dictionary<string, string>? Descriptions { get; set; }

        /// <summary>Names of members by code; of a group, the codes of its members.</summary>
        public Dictionary<string, object> Members { get; set; } = [];

        public Dictionary<string, Dictionary<string, string>> Names { get; set; } = [];
    }

    internal sealed class MeasureEntry
    {
        public required string Id { get; set; }

        public required string Kind { get; set; }

        public required Dictionary<string, string> Captions { get; set; }

        public required Dictionary<string, string> Descriptions { get; set; }

        public required string Format { get; set; }

        public required string Additivity { get; set; }
    }
}
