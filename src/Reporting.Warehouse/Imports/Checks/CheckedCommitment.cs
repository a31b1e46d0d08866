using Reporting.Warehouse.Dates;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>A commitment that passed every check. Its parties take part in the engagement, and its domain is one of the engagement's.</summary>
/// <param name="Wordings">By language; null where the file states none.</param>
/// <param name="Target">A number in plain digits; null where none is stated.</param>
internal sealed record CheckedCommitment(string Code, string Wording, IReadOnlyList<string?> Wordings, string Domain, PartialDate Due, string? Target, string? Unit, string Source)
{
    public List<string> Parties { get; } = [];

    public List<CheckedEvidence> Evidence { get; } = [];

    public List<CheckedAssessment> Assessments { get; } = [];
}

/// <param name="To">The code of the other engagement, which need not exist yet.</param>
internal sealed record CheckedEvidence(string To, string Kind);

internal sealed record CheckedAssessment(PartialDate On, string Source, int Score);
