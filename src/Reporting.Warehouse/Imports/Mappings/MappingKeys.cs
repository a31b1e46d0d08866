// Longer than 250 lines: all keys of a mapping in one place, in the order of docs/imports.md and mapping.schema.json.
namespace Reporting.Warehouse.Imports.Mappings;

/// <summary>A mapping as written in its file. docs/imports.md explains every key.</summary>
internal sealed class MappingKeys
{
    public string? Name { get; set; }

    public FileKeys? File { get; set; }

    public OneOrMore? Missing { get; set; }

    public Dictionary<string, string>? Constants { get; set; }

    public Dictionary<string, ValueKeys>? Values { get; set; }

    public List<ConditionKeys>? Where { get; set; }

    public required EngagementKeys Engagement { get; set; }

    public List<LinkKeys>? Domains { get; set; }

    public string? Weights { get; set; }

    public List<LinkKeys>? Participants { get; set; }

    public List<SourceKeys>? Sources { get; set; }

    public List<RelationKeys>? Relations { get; set; }

    public List<CommitmentKeys>? Commitments { get; set; }

    public Dictionary<string, Dictionary<string, string>>? Aliases { get; set; }

    public List<MemberKeys>? Members { get; set; }

    public string? CountryCodes { get; set; }

    public bool? CorrectMembers { get; set; }

    internal sealed class FileKeys
    {
        public string? Encoding { get; set; }

        public string? Delimiter { get; set; }

        public bool? Quotes { get; set; }

        public string? Sheet { get; set; }

        public int? HeaderRow { get; set; }

        public int? SkipAfterHeader { get; set; }

        public int? SkipLast { get; set; }

        public string? EndsAt { get; set; }

        public OneOrMore? FillDown { get; set; }

        public string? ShortRows { get; set; }
    }

    internal sealed class ConditionKeys
    {
        public required string Column { get; set; }

        public OneOrMore? Is { get; set; }

        public OneOrMore? IsNot { get; set; }

        public bool? Blank { get; set; }

        public string? Pattern { get; set; }

        public string? AtLeast { get; set; }

        public string? AtMost { get; set; }
    }

    internal sealed class EngagementKeys
    {
        public required ValueKeys Code { get; set; }

        public string? RepeatedCodes { get; set; }

        public string? Rows { get; set; }

        public required ValueKeys Title { get; set; }

        public Dictionary<string, ValueKeys>? Titles { get; set; }

        public ValueKeys? Summary { get; set; }

        public Dictionary<string, ValueKeys>? Summaries { get; set; }

        public ValueKeys? Start { get; set; }

        public ValueKeys? End { get; set; }

        public string? EndBeforeStart { get; set; }

        public ValueKeys? Type { get; set; }

        public ValueKeys? TypeName { get; set; }

        public ValueKeys? Category { get; set; }

        public ValueKeys? CategoryName { get; set; }

        public ValueKeys? City { get; set; }

        public ValueKeys? Country { get; set; }

        public ValueKeys? Headcount { get; set; }

        public ValueKeys? AmountUsd { get; set; }

        public ValueKeys? Handling { get; set; }

        public ValueKeys? Status { get; set; }

        public ValueKeys? Review { get; set; }

        public ValueKeys? ReviewedBy { get; set; }

        public ValueKeys? ReviewedOn { get; set; }
    }

    /// <summary>A plain text means <c>from</c>.</summary>
    internal class ValueKeys
    {
        public string? From { get; set; }

        public OneOrMore? Columns { get; set; }

        public OneOrMore? Split { get; set; }

        public OneOrMore? HashOf { get; set; }

        public List<ValueKeys>? FirstOf { get; set; }

        public Dictionary<string, string>? Replace { get; set; }

        public string? Before { get; set; }

        public string? After { get; set; }

        public string? Pattern { get; set; }

        public Dictionary<string, string>? Map { get; set; }

        public string? Lookup { get; set; }

        public string? Otherwise { get; set; }

        public string? Default { get; set; }

        public OneOrMore? Missing { get; set; }

        public string? Case { get; set; }

        public OneOrMore? Formats { get; set; }

        public string? Language { get; set; }

        public string? Year { get; set; }

        public string? Month { get; set; }

        public string? Day { get; set; }

        public string? DecimalMark { get; set; }

        public decimal? Multiply { get; set; }

        public bool? Magnitudes { get; set; }

        public bool? Approximate { get; set; }

        public string? Ranges { get; set; }

        public string? Percent { get; set; }

        public OneOrMore? Units { get; set; }

        public ValueKeys? Currency { get; set; }

        public ValueKeys? Rate { get; set; }

        public Dictionary<string, decimal>? Rates { get; set; }

        public string? IfInvalid { get; set; }

        public string? Rows { get; set; }

        public string? CountryCodes { get; set; }
    }

    internal sealed class LinkKeys
    {
        public string? From { get; set; }

        public OneOrMore? Columns { get; set; }

        public OneOrMore? Split { get; set; }

        public OneOrMore? Keep { get; set; }

        public Dictionary<string, string>? Flags { get; set; }

        public OneOrMore? FlagValues { get; set; }

        public List<ConditionKeys>? When { get; set; }

        public Dictionary<string, string>? Replace { get; set; }

        public string? Before { get; set; }

        public string? After { get; set; }

        public string? Pattern { get; set; }

        public Dictionary<string, string>? Map { get; set; }

        public string? Lookup { get; set; }

        public string? Otherwise { get; set; }

        public OneOrMore? Missing { get; set; }

        public string? Case { get; set; }

        public string? IfMissing { get; set; }

        public string? IfNoCountry { get; set; }

        public string? CountryCodes { get; set; }

        public ValueKeys? Code { get; set; }

        public ValueKeys? Group { get; set; }

        public ValueKeys? GroupName { get; set; }

        public ValueKeys? Weight { get; set; }

        public bool? Primary { get; set; }

        public ValueKeys? NameLocal { get; set; }

        public ValueKeys? Kind { get; set; }

        public ValueKeys? Country { get; set; }

        public ValueKeys? LineCountry { get; set; }

        public ValueKeys? Parent { get; set; }

        public ValueKeys? Role { get; set; }

        public ValueKeys? Capacity { get; set; }

        public OrganisationKeys? OnBehalfOf { get; set; }
    }

    internal sealed class OrganisationKeys
    {
        public required ValueKeys Name { get; set; }

        public ValueKeys? Code { get; set; }

        public ValueKeys? Kind { get; set; }

        public ValueKeys? Country { get; set; }
    }

    internal sealed class SourceKeys
    {
        public ValueKeys? Code { get; set; }

        public ValueKeys? Title { get; set; }

        public ValueKeys? Publisher { get; set; }

        public ValueKeys? Url { get; set; }

        public ValueKeys? PublishedOn { get; set; }

        public ValueKeys? Kind { get; set; }

        /// <summary>The statements of the source, by <see cref="Reporting.Warehouse.Imports.Records.StatedFields"/>.</summary>
        public Dictionary<string, ValueKeys>? States { get; set; }
    }

    internal sealed class RelationKeys
    {
        public required ValueKeys To { get; set; }

        public required ValueKeys Kind { get; set; }

        public ValueKeys? Date { get; set; }

        public ValueKeys? Source { get; set; }

        public OneOrMore? Split { get; set; }

        public List<ConditionKeys>? When { get; set; }
    }

    internal sealed class CommitmentKeys
    {
        public required ValueKeys Code { get; set; }

        public required ValueKeys Text { get; set; }

        public Dictionary<string, ValueKeys>? Texts { get; set; }

        public ValueKeys? Parties { get; set; }

        public OneOrMore? Split { get; set; }

        public ValueKeys? Domain { get; set; }

        public ValueKeys? Due { get; set; }

        public ValueKeys? Target { get; set; }

        public ValueKeys? Unit { get; set; }

        public ValueKeys? Source { get; set; }

        public ValueKeys? Evidence { get; set; }

        public ValueKeys? EvidenceKind { get; set; }

        public ValueKeys? AssessedOn { get; set; }

        public ValueKeys? Assessment { get; set; }

        public ValueKeys? AssessmentSource { get; set; }

        public List<ConditionKeys>? When { get; set; }
    }

    internal sealed class MemberKeys
    {
        public required string Of { get; set; }

        public required string Name { get; set; }

        public OneOrMore? Also { get; set; }

        public string? Code { get; set; }

        public string? Kind { get; set; }

        public string? Country { get; set; }

        public string? Group { get; set; }

        public string? GroupName { get; set; }
    }
}
