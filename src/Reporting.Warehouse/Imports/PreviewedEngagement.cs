namespace Reporting.Warehouse.Imports;

/// <summary>An engagement as it is, or in a dry run would be, in the warehouse: members by their codes.</summary>
public sealed record PreviewedEngagement(
    int Row,
    string Code,
    string Title,
    string Start,
    string End,
    string Type,
    string Place,
    int? Headcount,
    decimal? AmountUsd,
    IReadOnlyList<string> Domains,
    IReadOnlyList<string> Participants,
    IReadOnlyList<string> Sources)
{
    /// <summary>Engagements that a result shows.</summary>
    public const int Most = 10;

    internal static PreviewedEngagement Of(CheckedEngagement e) => new(
        e.Row, e.Code, e.Title, e.Start.ToString(), e.End.ToString(), e.Type.Code, e.Place.Code, e.Headcount, ExactAmount.Dollars(e.Amount?.Cents, e.Amount?.Rest),
        [.. e.Domains.Select(d => d.Domain.Code)],
        [.. e.Lines.Select(l => l.OnBehalfOf is null ? $"{l.Participant} ({l.Role}, {l.Country})" : $"{l.Participant} for {l.OnBehalfOf} ({l.Role}, {l.Country})")],
        [.. e.Sources.Select(s => s.Code)]);
}
