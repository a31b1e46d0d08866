namespace Reporting.Api.OpenApi;

/// <summary>Marks an endpoint that takes the parameters of a question.</summary>
/// <param name="Example">A query string that shows it.</param>
/// <param name="Names">Which of the parameters that are no filters it takes.</param>
public sealed record QueryMetadata(string Example, IReadOnlyList<string> Names);
