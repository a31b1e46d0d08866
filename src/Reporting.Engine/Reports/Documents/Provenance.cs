using System.Text.Json.Serialization;
using Reporting.Engine.Model;

namespace Reporting.Engine.Reports.Documents;

/// <summary>Where the figures come from; the data-as-of time, never the clock.</summary>
public sealed record Provenance(long DataVersion, DateTimeOffset? DataAsOf, string Filters, string Counting)
{
    /// <summary>What was asked, in words: the report and its parameters.</summary>
    public string Question { get; init; } = string.Empty;

    /// <summary>The highest handling marking of what the document is about; every file shows it.</summary>
    public Classification? Handling { get; init; }

    /// <summary>Rows of its tables and engagements of its lists that are shown.</summary>
    public long Rows { get; init; }

    /// <summary>True where a list or a table is cut; the section says how many there are.</summary>
    public bool Truncated { get; init; }

    /// <summary>SHA-256 of the answer in its one form, hexadecimal; null before it is taken, and in that form itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hash { get; init; }
}

/// <summary>A parameter of the report as a reader would say it: "Years", "2020 to 2025".</summary>
public sealed record ParameterValue(string Id, string Caption, string Value);
