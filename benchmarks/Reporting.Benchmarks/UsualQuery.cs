namespace Reporting.Benchmarks;

/// <summary>A usual query, and the star join with which a textbook answers it.</summary>
/// <param name="Question">The query string.</param>
/// <param name="Textbook">Statements on the same file. Totals are separate statements, as in the engine.</param>
internal sealed record UsualQuery(string Name, string Question, params string[] Textbook);
