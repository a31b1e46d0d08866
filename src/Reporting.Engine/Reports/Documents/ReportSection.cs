using System.Text.Json.Serialization;

namespace Reporting.Engine.Reports.Documents;

/// <summary>One part of a report. <c>Id</c> is unique in the report; <c>Note</c> is a sentence for the reader, or null.</summary>
public abstract record ReportSection(string Id, string Title, string? Note)
{
    /// <summary>Null leaves it to what the section needs.</summary>
    [JsonIgnore]
    public PageOrientation? Orientation { get; init; }
}
