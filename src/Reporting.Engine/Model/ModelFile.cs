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

        public string? Kind { get; set; }

        public string? Count { get; set; }

        public Dictionary<string, List<string>>? Where { get; set; }

        public RatioEntry? Ratio { get; set; }

        public ShareEntry? Share { get; set; }

        public PeriodEntry? Period { get; set; }

        public List<string>? Sum { get; set; }

        public List<string>? Difference { get; set; }

        public required Dictionary<string, string> Captions { get; set; }

        public Dictionary<string, string>? Descriptions { get; set; }

        public string? Format { get; set; }

        public string? Additivity { get; set; }
    }

    internal sealed class RatioEntry
    {
        public required string Of { get; set; }

        public required string To { get; set; }

        public int? Per { get; set; }
    }

    internal sealed class ShareEntry
    {
        public required string Of { get; set; }

        public required string Within { get; set; }
    }

    internal sealed class PeriodEntry
    {
        public required string Of { get; set; }

        public required string As { get; set; }

        public int? Periods { get; set; }

        public string? Within { get; set; }

        public string? Level { get; set; }

        public string? Range { get; set; }
    }
}
