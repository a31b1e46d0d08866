using Reporting.Warehouse.Dates;
using Reporting.Warehouse.Imports.Records;
using Reporting.Warehouse.Members;

namespace Reporting.Warehouse.Imports.Checks;

/// <summary>An engagement that passed every check. Its members are codes, not keys yet.</summary>
internal sealed record CheckedEngagement(int Row, string Code)
{
    public required string Title { get; init; }

    public required string? Summary { get; init; }

    public required PartialDate Start { get; init; }

    public required PartialDate End { get; init; }

    public required GroupedDescription Type { get; init; }

    public required PlaceDescription Place { get; init; }

    public required int? Headcount { get; init; }

    public required ExactAmount? Amount { get; init; }

    public required string Handling { get; init; }

    /// <summary>The position in <see cref="EngagementStatus.Words"/>.</summary>
    public int Status { get; init; }

    public CheckedReview Review { get; init; } = new(false, null, null);

    /// <summary>Titles and summaries by language.</summary>
    public IReadOnlyList<CheckedText> Texts { get; init; } = [];

    public required IReadOnlyList<CheckedDomain> Domains { get; init; }

    /// <summary>All participants and organisations of the lines, each once.</summary>
    public required IReadOnlyCollection<ParticipantDescription> Participants { get; init; }

    public required IReadOnlyList<CheckedLine> Lines { get; init; }

    public required IReadOnlyCollection<SourceDescription> Sources { get; init; }

    public IReadOnlyList<CheckedStatement> Statements { get; init; } = [];

    public IReadOnlyList<CheckedRelation> Relations { get; init; } = [];

    public IReadOnlyList<CheckedCommitment> Commitments { get; init; } = [];
}

/// <param name="To">The code of the other engagement, which need not exist yet.</param>
internal sealed record CheckedRelation(string Kind, string To, PartialDate Date, string Source);

/// <param name="On">ISO date.</param>
internal sealed record CheckedReview(bool IsDraft, string? By, string? On);

/// <param name="Source">The code of a source of the engagement.</param>
/// <param name="Field">One of <see cref="StatedFields"/>.</param>
/// <param name="Value">As a file states it.</param>
internal sealed record CheckedStatement(string Source, string Field, string Value);

internal sealed record CheckedText(string Language, string? Title, string? Summary);

internal sealed record CheckedDomain(GroupedDescription Domain, int Parts, bool IsPrimary);

internal sealed record CheckedLine(string Participant, string? OnBehalfOf, string Country, string Role, string? Capacity);
