using Reporting.Warehouse.Imports.Checks;
using Reporting.Warehouse.Imports.Records;

namespace Reporting.Warehouse.Imports;

/// <summary>An engagement as imported or, in a dry run, as it would be imported, with the codes of its members.</summary>
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
    /// <summary>The most engagements in a preview.</summary>
    public const int Max = 10;

    internal static PreviewedEngagement Of(CheckedEngagement e) => new(
        e.Row, e.Code, e.Title, e.Start.ToString(), e.End.ToString(), e.Type.Code, e.Place.Code, e.Headcount, ExactAmount.Dollars(e.Amount?.Cents, e.Amount?.Rest),
        [.. e.Domains.Select(d => d.Domain.Code)],
        [.. e.Lines.Select(l => l.OnBehalfOf is null ? $"{l.Participant} ({l.Role}, {l.Country})" : $"{l.Participant} for {l.OnBehalfOf} ({l.Role}, {l.Country})")],
        [.. e.Sources.Select(s => s.Code)]);
}
