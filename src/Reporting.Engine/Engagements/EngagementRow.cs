namespace Reporting.Engine.Engagements;

/// <summary>An engagement as its row in the star, with the members of its type and place.</summary>
internal sealed class EngagementRow
{
    public int EngagementKey { get; init; }

    public required string Code { get; init; }

    public required string Title { get; init; }

    public required string SearchTitle { get; init; }

    public string? Summary { get; init; }

    public int StartDateKey { get; init; }

    public int EndDateKey { get; init; }

    public long? Headcount { get; init; }

    public long? AmountCents { get; init; }

    public int? AmountRest { get; init; }

    public required string Handling { get; init; }

    public int StatusKey { get; init; }

    public int ReviewKey { get; init; }

    public string? ReviewedBy { get; init; }

    public string? ReviewedOn { get; init; }

    public int ConfidenceKey { get; init; }

    public required string TypeCode { get; init; }

    public required string TypeName { get; init; }

    public required string CategoryCode { get; init; }

    public required string CategoryName { get; init; }

    public string? City { get; init; }

    public required string PlaceCode { get; init; }

    public required string PlaceCountryCode { get; init; }

    public required string PlaceCountryName { get; init; }
}
