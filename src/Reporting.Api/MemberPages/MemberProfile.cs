using Reporting.Engine.Engagements;
using Reporting.Engine.Languages;
using Reporting.Engine.Model;
using Reporting.Engine.Queries;
using Reporting.Engine.Reports.Documents;

namespace Reporting.Api.MemberPages;

/// <summary>The profile of one member.</summary>
/// <param name="Name">In the reader's language.</param>
/// <param name="Latest">The newest engagements, and the number of all.</param>
public sealed record MemberProfile(ModelDimension Dimension, string Code, string Name, EngagementPage Latest)
{
    /// <summary>The names that differ from <c>Name</c>.</summary>
    public IReadOnlyList<(Language Language, string Name)> OtherNames { get; init; } = [];

    /// <summary>First and latest date, and numbers of participants and the like, each counted by the database.</summary>
    public IReadOnlyList<Kpi> Figures { get; init; } = [];

    /// <summary>Engagements by year, or by month of a year; null without a year.</summary>
    public ChartSection? ByPeriod { get; init; }

    /// <summary>The members one level up; several for a participant who represented several countries.</summary>
    public IReadOnlyList<(ModelDimension Dimension, Member Member)> Parents { get; init; } = [];

    /// <summary>Other dimensions with the members that share engagements with this one.</summary>
    public IReadOnlyList<MemberBreakdown> Breakdowns { get; init; } = [];
}

/// <summary>The members of a dimension within the engagements of another member.</summary>
/// <param name="Count">The number of its members, of which the first are rows.</param>
/// <param name="All">The address of the list of all.</param>
public sealed record MemberBreakdown(ModelDimension Dimension, IReadOnlyList<MemberRow> Rows, long Count, string All);

/// <summary>A member with its engagements and the address of their list.</summary>
public sealed record MemberRow(Member Member, object? Count, string Engagements);
