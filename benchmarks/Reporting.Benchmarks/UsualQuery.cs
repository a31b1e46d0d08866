namespace Reporting.Benchmarks;

/// <summary>A question people usually ask, and the star join that a textbook would answer it with.</summary>
/// <param name="Question">As a query string.</param>
/// <param name="Textbook">Statements on the same file; totals are further statements, as they are for us.</param>
internal sealed record UsualQuery(string Name, string Question, params string[] Textbook);
