using System.Text.Json.Serialization;
using Reporting.Engine.Model;
using Reporting.Warehouse.Imports.History;

namespace Reporting.Engine.Reports.Documents;

/// <summary>The origin of the figures. It holds the time of the data, never the current time.</summary>
public sealed record Provenance(long DataVersion, DateTimeOffset? DataAsOf, string Filters, string Counting)
{
    /// <summary>The report and its parameters in words.</summary>
    public string Question { get; init; } = string.Empty;

    /// <summary>The highest classification of the document's data; every file shows it.</summary>
    public Classification? Handling { get; init; }

    /// <summary>True if some of the data are invented; every file shows it. Left out of the JSON otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Invented { get; init; }

    /// <summary>The id of the edition; every file of an edition shows it. Left out of the JSON for today's data.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Edition { get; init; }

    /// <summary>The version of the data.</summary>
    [JsonIgnore]
    public DataVersion Version => new(DataVersion, DataAsOf) { IsInvented = Invented, Edition = Edition };

    /// <summary>The number of table rows and listed engagements in the document.</summary>
    public long Rows { get; init; }

    /// <summary>True if a list or a table is cut; the section has the full number.</summary>
    public bool Truncated { get; init; }

    /// <summary>SHA-256 of the document in canonical form, hexadecimal. Null before it is computed, and in that form.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hash { get; init; }
}

/// <summary>A parameter of the report in words: "Years", "2020 to 2025".</summary>
public sealed record ParameterValue(string Id, string Caption, string Value);
