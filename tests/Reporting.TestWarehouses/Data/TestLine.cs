namespace Reporting.TestWarehouses.Data;

/// <summary>A participation line. A null organisation is not stated. An organisation that takes part is its own organisation.</summary>
public sealed record TestLine(string Participant, string Kind, string? Organisation, string Country, string Role);
