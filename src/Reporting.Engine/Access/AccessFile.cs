namespace Reporting.Engine.Access;

/// <summary>The keys of reports/access.yml.</summary>
internal sealed class AccessFile
{
    public required List<string> Markings { get; set; }

    public required Dictionary<string, RoleEntry> Roles { get; set; }

    internal sealed class RoleEntry
    {
        public required List<string> Permissions { get; set; }

        public VisibilityEntry? Sees { get; set; }
    }

    internal sealed class VisibilityEntry
    {
        public required List<string> Measures { get; set; }

        public required List<string> Dimensions { get; set; }

        public required string Clearance { get; set; }

        public List<RuleEntry> Rows { get; set; } = [];
    }

    internal sealed class RuleEntry
    {
        public required string Dimension { get; set; }

        public List<string>? Any { get; set; }

        public List<string>? All { get; set; }

        public List<string>? None { get; set; }
    }
}
