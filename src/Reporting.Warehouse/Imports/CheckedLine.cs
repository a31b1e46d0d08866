namespace Reporting.Warehouse.Imports;

internal sealed record CheckedLine(string Participant, string? OnBehalfOf, string Country, string Role, string? Capacity);
