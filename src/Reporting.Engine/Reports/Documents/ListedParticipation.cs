using System.Text.Json.Serialization;

namespace Reporting.Engine.Reports.Documents;

/// <summary>A participation line: who, for whom, from where, in what role and capacity.</summary>
public sealed record ListedParticipation(
    string Code,
    string Name,
    string? NameLocal,
    string Kind,
    ListedMember? Organisation,
    ListedMember Country,
    string Role,
    string? Capacity)
{
    [JsonIgnore]
    public string RoleCode { get; init; } = "";
}
