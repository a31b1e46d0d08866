namespace Reporting.Api.Connect;

/// <summary>A set as the page presents it.</summary>
/// <param name="Row">What a row is.</param>
public sealed record ConnectSet(string Name, string Row);
