namespace Reporting.Engine.Reports;

/// <summary>The keys of a report's YAML file, also described by reports/report.schema.json for editors.</summary>
internal sealed class ReportFile
{
    public required Dictionary<string, string> Titles { get; set; }

    public required Dictionary<string, string> Descriptions { get; set; }

    public Dictionary<string, string>? Subjects { get; set; }

    public string? Compare { get; set; }

    public List<ParameterEntry> Parameters { get; set; } = [];

    public required List<SectionEntry> Sections { get; set; }

    internal sealed class ParameterEntry
    {
        public required string Id { get; set; }

        public required string Kind { get; set; }

        public string? Dimension { get; set; }

        public string? Match { get; set; }

        public int? Most { get; set; }

        public List<string>? Default { get; set; }

        public bool? Required { get; set; }

        public string? DistinctFrom { get; set; }

        public required Dictionary<string, string> Captions { get; set; }
    }

    internal sealed class SectionEntry
    {
        public required string Id { get; set; }

        public required string Kind { get; set; }

        public Dictionary<string, string>? Titles { get; set; }

        public Dictionary<string, string>? Notes { get; set; }

        public Dictionary<string, string>? Tabs { get; set; }

        public Dictionary<string, List<string>>? Where { get; set; }

        public string? Orientation { get; set; }

        public string? Detail { get; set; }

        public List<string>? Measures { get; set; }

        public List<FigureEntry>? Figures { get; set; }

        public bool? Change { get; set; }

        public string? Measure { get; set; }

        public string? Rows { get; set; }

        public string? Columns { get; set; }

        public List<string>? Missing { get; set; }

        public string? About { get; set; }

        public string? Order { get; set; }

        public int? Top { get; set; }

        public int? TopColumns { get; set; }

        public string? Against { get; set; }

        public string? Member { get; set; }

        public string? Chart { get; set; }

        public string? Categories { get; set; }

        public string? Series { get; set; }

        public int? Days { get; set; }

        public int? Limit { get; set; }

        public bool? Timeline { get; set; }

        public bool? Line { get; set; }

        public bool? Totals { get; set; }

        public Dictionary<string, string>? Texts { get; set; }
    }

    internal sealed class FigureEntry
    {
        public required string Measure { get; set; }

        public Dictionary<string, string>? Captions { get; set; }

        public Dictionary<string, string>? Notes { get; set; }

        public Dictionary<string, List<string>>? Where { get; set; }
    }
}
